//! The SQL of each noun, and the migrations.
