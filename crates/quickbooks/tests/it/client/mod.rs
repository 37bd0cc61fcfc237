mod failures;
mod queries;
mod reads;
mod writes;
