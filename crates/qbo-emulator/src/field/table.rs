//! One row of a field table.

/// One member of an entity.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Field {
    pub(crate) name: &'static str,
    pub(crate) shape: Shape,
    pub(crate) access: Access,
    /// Must be there on create and full update, else 2020.
    pub(crate) required: bool,
    /// May stand in a `WHERE`.
    pub(crate) filter: bool,
    /// May stand in an `ORDERBY`.
    pub(crate) sort: bool,
}

/// Who sets a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Access {
    /// The client.
    Writable,
    /// The client on create; afterwards it stays.
    CreateOnly,
    /// The service. What a client sends is ignored (fact sheet 2.4).
    ReadOnly,
}

/// What a member holds, with its limits.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Shape {
    /// Text of at most so many characters, else 2050.
    Text(usize),
    /// Text that counts as none when it is blanks alone.
    Number(usize),
    /// Text that names something: also without `:`, tab and newline, else 2040. A sparse update can't blank it.
    Name(usize),
    /// An e-mail address: also with `@` and `.`, else 2210.
    Email(usize),
    /// A web address, with or without a scheme, else 2200.
    Web(usize),
    Flag,
    /// An amount, kept in cents.
    Money,
    /// A quantity or price.
    Plain,
    /// 0 to 100, else 2150.
    Percent,
    /// A whole number between the two, else 2240.
    Whole(i64, i64),
    Date,
    /// A date-time of the schema, with an offset or without, else 2060.
    Moment,
    /// One of these words, else 2170.
    Choice(&'static [&'static str]),
    /// A reference by id, else 2500.
    Ref(Target),
    Object(&'static [Field]),
    List(&'static [Field]),
    /// Known to the schema and taken without being looked at or kept.
    Ignored,
}

/// What a reference points at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Target {
    /// An entity, by name.
    Entity(&'static str),
    /// A customer, vendor or employee. The kind may be said: as `type` within the reference, or as `Type` beside it.
    Person,
    /// Anything: text of at most so many characters in the form of a reference.
    Free(usize),
}

impl Field {
    /// A writable, optional member.
    pub(crate) const fn new(name: &'static str, shape: Shape) -> Self {
        Self { name, shape, access: Access::Writable, required: false, filter: false, sort: false }
    }

    /// Text of at most `max` characters.
    pub(crate) const fn text(name: &'static str, max: usize) -> Self {
        Self::new(name, Shape::Text(max))
    }

    /// A reference to `entity`.
    pub(crate) const fn to(name: &'static str, entity: &'static str) -> Self {
        Self::new(name, Shape::Ref(Target::Entity(entity)))
    }

    /// A member that the service sets.
    pub(crate) const fn shown(name: &'static str, shape: Shape) -> Self {
        let mut field = Self::new(name, shape);
        field.access = Access::ReadOnly;
        field
    }

    /// A member of the schema that is taken and dropped.
    pub(crate) const fn ignored(name: &'static str) -> Self {
        Self::shown(name, Shape::Ignored)
    }

    /// Must be there.
    pub(crate) const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// Fixed after create.
    pub(crate) const fn fixed(mut self) -> Self {
        self.access = Access::CreateOnly;
        self
    }

    /// Filterable.
    pub(crate) const fn filter(mut self) -> Self {
        self.filter = true;
        self
    }

    /// Filterable and sortable.
    pub(crate) const fn sort(mut self) -> Self {
        self.filter = true;
        self.sort = true;
        self
    }
}

/// The rows of two tables, as one. A member that is in both is what the first says.
pub(crate) const fn join<const N: usize>(one: &[Field], other: &[Field]) -> [Field; N] {
    let mut rows = [Field::ignored(""); N];
    let mut at = 0;
    while at < N {
        rows[at] = if at < one.len() { one[at] } else { other[at - one.len()] };
        at += 1;
    }
    rows
}
