//! The chart of accounts of the sandbox, and what is on it (fact sheet 14.4).

use crate::fault::Fault;
use crate::seed::planter::{AccountRow, Planter};

/// Parents stand before their children.
static ACCOUNTS: &[AccountRow] = &[
    (35, "Checking", "Bank", "Checking"),
    (36, "Savings", "Bank", "Savings"),
    (84, "Accounts Receivable (A/R)", "Accounts Receivable", "AccountsReceivable"),
    (3, "Prepaid Expenses", "Other Current Asset", "PrepaidExpenses"),
    (4, "Undeposited Funds", "Other Current Asset", "UndepositedFunds"),
    (32, "Uncategorized Asset", "Other Current Asset", "OtherCurrentAssets"),
    (81, "Inventory Asset", "Other Current Asset", "Inventory"),
    (37, "Truck", "Fixed Asset", "Vehicles"),
    (38, "Truck:Original Cost", "Fixed Asset", "Vehicles"),
    (39, "Truck:Depreciation", "Fixed Asset", "AccumulatedDepreciation"),
    (33, "Accounts Payable (A/P)", "Accounts Payable", "AccountsPayable"),
    (41, "Mastercard", "Credit Card", "CreditCard"),
    (42, "Visa", "Credit Card", "CreditCard"),
    (43, "Loan Payable", "Other Current Liability", "OtherCurrentLiabilities"),
    (89, "Arizona Dept. of Revenue Payable", "Other Current Liability", "GlobalTaxPayable"),
    (90, "Board of Equalization Payable", "Other Current Liability", "GlobalTaxPayable"),
    (44, "Notes Payable", "Long Term Liability", "OtherLongTermLiabilities"),
    (2, "Retained Earnings", "Equity", "RetainedEarnings"),
    (34, "Opening Balance Equity", "Equity", "OpeningBalanceEquity"),
    (1, "Services", "Income", "ServiceFeeIncome"),
    (5, "Fees Billed", "Income", "ServiceFeeIncome"),
    (6, "Refunds-Allowances", "Income", "DiscountsRefundsGiven"),
    (30, "Uncategorized Income", "Income", "ServiceFeeIncome"),
    (45, "Landscaping Services", "Income", "OtherPrimaryIncome"),
    (46, "Landscaping Services:Job Materials", "Income", "OtherPrimaryIncome"),
    (47, "Landscaping Services:Job Materials:Decks and Patios", "Income", "OtherPrimaryIncome"),
    (48, "Landscaping Services:Job Materials:Fountains and Garden Lighting", "Income", "OtherPrimaryIncome"),
    (49, "Landscaping Services:Job Materials:Plants and Soil", "Income", "OtherPrimaryIncome"),
    (50, "Landscaping Services:Job Materials:Sprinklers and Drip Systems", "Income", "OtherPrimaryIncome"),
    (51, "Landscaping Services:Labor", "Income", "OtherPrimaryIncome"),
    (52, "Landscaping Services:Labor:Installation", "Income", "OtherPrimaryIncome"),
    (53, "Landscaping Services:Labor:Maintenance and Repair", "Income", "OtherPrimaryIncome"),
    (54, "Pest Control Services", "Income", "OtherPrimaryIncome"),
    (79, "Sales of Product Income", "Income", "SalesOfProductIncome"),
    (82, "Design income", "Income", "OtherPrimaryIncome"),
    (83, "Other Income", "Income", "OtherPrimaryIncome"),
    (85, "Billable Expense Income", "Income", "ServiceFeeIncome"),
    (86, "Discounts given", "Income", "DiscountsRefundsGiven"),
    (87, "Unapplied Cash Payment Income", "Income", "UnappliedCashPaymentIncome"),
    (80, "Cost of Goods Sold", "Cost of Goods Sold", "SuppliesMaterialsCogs"),
    (7, "Advertising", "Expense", "AdvertisingPromotional"),
    (8, "Bank Charges", "Expense", "BankCharges"),
    (9, "Commissions & fees", "Expense", "OtherMiscellaneousServiceCost"),
    (10, "Dues & Subscriptions", "Expense", "DuesSubscriptions"),
    (11, "Insurance", "Expense", "Insurance"),
    (57, "Insurance:Workers Compensation", "Expense", "Insurance"),
    (12, "Legal & Professional Fees", "Expense", "LegalProfessionalFees"),
    (69, "Legal & Professional Fees:Accounting", "Expense", "LegalProfessionalFees"),
    (70, "Legal & Professional Fees:Bookkeeper", "Expense", "LegalProfessionalFees"),
    (71, "Legal & Professional Fees:Lawyer", "Expense", "LegalProfessionalFees"),
    (13, "Meals and Entertainment", "Expense", "EntertainmentMeals"),
    (15, "Office Expenses", "Expense", "OfficeGeneralAdministrativeExpenses"),
    (16, "Promotional", "Expense", "AdvertisingPromotional"),
    (17, "Rent or Lease", "Expense", "RentOrLeaseOfBuildings"),
    (19, "Stationery & Printing", "Expense", "OfficeGeneralAdministrativeExpenses"),
    (20, "Supplies", "Expense", "SuppliesMaterials"),
    (21, "Taxes & Licenses", "Expense", "TaxesPaid"),
    (22, "Travel", "Expense", "Travel"),
    (23, "Travel Meals", "Expense", "TravelMeals"),
    (24, "Utilities", "Expense", "Utilities"),
    (76, "Utilities:Gas and Electric", "Expense", "Utilities"),
    (77, "Utilities:Telephone", "Expense", "Utilities"),
    (28, "Disposal Fees", "Expense", "OtherMiscellaneousServiceCost"),
    (29, "Equipment Rental", "Expense", "EquipmentRental"),
    (31, "Uncategorized Expense", "Expense", "OtherMiscellaneousServiceCost"),
    (55, "Automobile", "Expense", "Auto"),
    (56, "Automobile:Fuel", "Expense", "Auto"),
    (58, "Job Expenses", "Expense", "OtherMiscellaneousServiceCost"),
    (59, "Job Expenses:Cost of Labor", "Expense", "OtherMiscellaneousServiceCost"),
    (60, "Job Expenses:Cost of Labor:Installation", "Expense", "OtherMiscellaneousServiceCost"),
    (61, "Job Expenses:Cost of Labor:Maintenance and Repairs", "Expense", "OtherMiscellaneousServiceCost"),
    (62, "Job Expenses:Equipment Rental", "Expense", "EquipmentRental"),
    (63, "Job Expenses:Job Materials", "Expense", "SuppliesMaterials"),
    (64, "Job Expenses:Job Materials:Decks and Patios", "Expense", "SuppliesMaterials"),
    (65, "Job Expenses:Job Materials:Fountain and Garden Lighting", "Expense", "SuppliesMaterials"),
    (66, "Job Expenses:Job Materials:Plants and Soil", "Expense", "SuppliesMaterials"),
    (67, "Job Expenses:Job Materials:Sprinklers and Drip Systems", "Expense", "SuppliesMaterials"),
    (68, "Job Expenses:Permits", "Expense", "OtherMiscellaneousServiceCost"),
    (72, "Maintenance and Repair", "Expense", "RepairMaintenance"),
    (73, "Maintenance and Repair:Building Repairs", "Expense", "RepairMaintenance"),
    (74, "Maintenance and Repair:Computer Repairs", "Expense", "RepairMaintenance"),
    (75, "Maintenance and Repair:Equipment Repairs", "Expense", "RepairMaintenance"),
    (78, "Purchases", "Expense", "SuppliesMaterials"),
    (88, "Unapplied Cash Bill Payment Expense", "Expense", "UnappliedCashBillPaymentExpense"),
    (25, "Interest Earned", "Other Income", "InterestEarned"),
    (26, "Other Portfolio Income", "Other Income", "OtherMiscellaneousIncome"),
    (14, "Miscellaneous", "Other Expense", "OtherMiscellaneousExpense"),
    (27, "Penalties & Settlements", "Other Expense", "PenaltiesSettlements"),
    (40, "Depreciation", "Other Expense", "Depreciation"),
];

/// Balances in cents, debits positive. What customers owe, what is owed to vendors and what is in
/// stock follows from the records.
static BALANCES: &[(u64, i64)] = &[
    (35, 120_100),
    (36, 80_000),
    (4, 206_252),
    (38, 1_349_500),
    (41, -15_772),
    (90, -37_094),
    (43, -400_000),
    (44, -2_500_000),
    (34, 933_750),
];

/// The rest of the net income of 1,642.46 that is known comes from transactions that are not; it is on this
/// account (assumed).
const INCOME: u64 = 1;

pub(super) fn plant(planter: &mut Planter<'_>) -> Result<(), Fault> {
    planter.accounts(ACCOUNTS)
}

/// Brings the accounts to the balances that the sandbox is delivered with.
pub(super) fn balance(planter: &mut Planter<'_>) {
    planter.balances(BALANCES, INCOME);
}
