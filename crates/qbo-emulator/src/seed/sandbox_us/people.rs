//! Customers, vendors and employees of the sandbox (fact sheet 14.1, 14.2).

use super::open::add_open;
use crate::fault::Fault;
use crate::seed::planter::Planter;
use crate::wire::reference;
use serde_json::{Value, json};

/// Id, name, parent (0 for none).
static CUSTOMERS: &[(u64, &str, u64)] = &[
    (1, "Amy's Bird Sanctuary", 0),
    (2, "Bill's Windsurf Shop", 0),
    (3, "Cool Cars", 0),
    (4, "Diego Rodriguez", 0),
    (5, "Dukes Basketball Camp", 0),
    (6, "Dylan Sollfrank", 0),
    (7, "Freeman Sporting Goods", 0),
    (8, "0969 Ocean View Road", 7),
    (9, "55 Twin Lane", 7),
    (10, "Geeta Kalapatapu", 0),
    (11, "Gevelber Photography", 0),
    (12, "Jeff's Jalopies", 0),
    (13, "John Melton", 0),
    (14, "Kate Whelan", 0),
    (15, "Pye's Cakes", 0),
    (16, "Kookies by Kathy", 0),
    (17, "Mark Cho", 0),
    (18, "Paulsen Medical Supplies", 0),
    (19, "Rago Travel Agency", 0),
    (20, "Red Rock Diner", 0),
    (21, "Rondonuwu Fruit and Vegi", 0),
    (22, "Shara Barnett", 0),
    (23, "Barnett Design", 22),
    (24, "Sonnenschein Family Store", 0),
    (25, "Sushi by Katsuyuki", 0),
    (26, "Travis Waldron", 0),
    (27, "Video Games by Dan", 0),
    (28, "Wedding Planning by Whitney", 0),
    (29, "Weiskopf Consulting", 0),
];

/// What is known of some customers and vendors.
struct Contact {
    id: u64,
    given: &'static str,
    family: &'static str,
    phone: &'static str,
    email: &'static str,
    street: &'static str,
    city: &'static str,
    state: &'static str,
    code: &'static str,
}

static CONTACTS: &[Contact] = &[
    Contact {
        id: 1,
        given: "Amy",
        family: "Lauterbach",
        phone: "(650) 555-3311",
        email: "Birds@Intuit.com",
        street: "4581 Finch St.",
        city: "Bayshore",
        state: "CA",
        code: "94326",
    },
    Contact {
        id: 2,
        given: "Bill",
        family: "Lucchini",
        phone: "(415) 444-6538",
        email: "Surf@Intuit.com",
        street: "12 Ocean Dr.",
        city: "Half Moon Bay",
        state: "CA",
        code: "94213",
    },
    Contact {
        id: 3,
        given: "Grace",
        family: "Pariente",
        phone: "(415) 555-9933",
        email: "Cool_Cars@intuit.com",
        street: "65 Ocean Dr.",
        city: "Half Moon Bay",
        state: "CA",
        code: "94213",
    },
    Contact {
        id: 4,
        given: "Diego",
        family: "Rodriguez",
        phone: "(650) 555-4477",
        email: "Diego@Rodriguez.com",
        street: "321 Channing",
        city: "Palo Alto",
        state: "CA",
        code: "94303",
    },
    Contact {
        id: 5,
        given: "Peter",
        family: "Dukes",
        phone: "(520) 420-5638",
        email: "Dukes_bball@intuit.com",
        street: "25 Court St.",
        city: "Tucson",
        state: "AZ",
        code: "85719",
    },
    Contact {
        id: 15,
        given: "Karen",
        family: "Pye",
        phone: "",
        email: "pyescakes@intuit.com",
        street: "350 Mountain View Dr.",
        city: "South Orange",
        state: "NJ",
        code: "07079",
    },
    Contact {
        id: 24,
        given: "Russ",
        family: "Sonnenschein",
        phone: "",
        email: "Familiystore@intuit.com",
        street: "5647 Cypress Hill Ave.",
        city: "Middlefield",
        state: "CA",
        code: "94303",
    },
    Contact {
        id: 29,
        given: "Nicola",
        family: "Weiskopf",
        phone: "(650) 555-1423",
        email: "Consulting@intuit.com",
        street: "45612 Main St.",
        city: "Bayshore",
        state: "CA",
        code: "94326",
    },
    Contact {
        id: 30,
        given: "Bessie",
        family: "Williams",
        phone: "(650) 555-7745",
        email: "Books@Intuit.com",
        street: "15 Main St.",
        city: "Palo Alto",
        state: "CA",
        code: "94303",
    },
    Contact {
        id: 41,
        given: "Geoff",
        family: "Hicks",
        phone: "",
        email: "",
        street: "42 Main St.",
        city: "Middlefield",
        state: "CA",
        code: "94303",
    },
];

static VENDORS: &[(u64, &str)] = &[
    (30, "Books by Bessie"),
    (31, "Brosnahan Insurance Agency"),
    (32, "Cal Telephone"),
    (33, "Chin's Gas and Oil"),
    (34, "Cigna Health Care"),
    (35, "Computers by Jenni"),
    (36, "Diego's Road Warrior Bodyshop"),
    (37, "EDD"),
    (38, "Ellis Equipment Rental"),
    (39, "Fidelity"),
    (40, "Hall Properties"),
    (41, "Hicks Hardware"),
    (42, "Lee Advertising"),
    (43, "Mahoney Mugs"),
    (44, "Met Life Dental"),
    (45, "National Eye Care"),
    (46, "Norton Lumber and Building Materials"),
    (47, "Pam Seitz"),
    (48, "PG&E"),
    (49, "Robertson & Associates"),
    (50, "Tania's Nursery"),
    (51, "Tim Philip Masonry"),
    (52, "Tony Rondonuwu"),
    (53, "United States Treasury"),
    (56, "Bob's Burger Joint"),
    (57, "Squeaky Kleen Car Wash"),
];

/// Sales tax of Californian customers is that of California, of Arizonan ones that of Tucson (assumed).
fn tax_code(state: &str) -> &'static str {
    if state == "AZ" { "3" } else { "2" }
}

pub(super) fn plant(planter: &mut Planter<'_>) -> Result<(), Fault> {
    for (id, name, parent) in CUSTOMERS {
        let mut body = json!({"DisplayName": name, "Taxable": false});
        if *parent == 0 {
            body["CompanyName"] = (*name).into();
        } else {
            body["ParentRef"] = reference(&parent.to_string());
            body["Job"] = true.into();
        }
        if let Some(contact) = CONTACTS.iter().find(|contact| contact.id == *id) {
            add_contact(&mut body, contact);
            body["ShipAddr"] = body["BillAddr"].clone();
            body["Taxable"] = matches!(id, 1 | 5 | 24).into();
            body["DefaultTaxCodeRef"] = reference(tax_code(contact.state));
        }
        add_open(planter, &mut body, *id);
        planter.put("Customer", *id, body)?;
    }
    for (id, name) in VENDORS {
        let mut body = json!({"DisplayName": name, "CompanyName": name});
        if let Some(contact) = CONTACTS.iter().find(|contact| contact.id == *id) {
            add_contact(&mut body, contact);
        }
        if *name == "Books by Bessie" {
            body["AcctNum"] = "1345".into();
            body["WebAddr"] = json!({"URI": "http://www.booksbybessie.co"});
        }
        add_open(planter, &mut body, *id);
        planter.put("Vendor", *id, body)?;
    }
    for (id, given, family) in [(54, "John", "Johnson"), (55, "Emily", "Platt")] {
        planter.put("Employee", id, json!({"GivenName": given, "FamilyName": family}))?;
    }
    Ok(())
}

fn add_contact(body: &mut Value, contact: &Contact) {
    body["GivenName"] = contact.given.into();
    body["FamilyName"] = contact.family.into();
    if !contact.phone.is_empty() {
        body["PrimaryPhone"] = json!({"FreeFormNumber": contact.phone});
    }
    if !contact.email.is_empty() {
        body["PrimaryEmailAddr"] = json!({"Address": contact.email});
    }
    body["BillAddr"] = json!({
        "Line1": contact.street,
        "City": contact.city,
        "CountrySubDivisionCode": contact.state,
        "PostalCode": contact.code,
    });
}
