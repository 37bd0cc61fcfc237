//! Subtypes of accounts: the names of the vendor's schema (`AccountSubTypeEnum`), by the type that each belongs to.

/// A type and its subtypes, one word each. The last row has those of which no type is known.
static SUBTYPES: [(&str, &str); 16] = [
    (
        "Bank",
        "CashAndCashEquivalents CashOnHand Checking MoneyMarket OtherEarmarkedBankAccounts \
         RentsHeldInTrust Savings TrustAccounts",
    ),
    ("Accounts Receivable", "AccountsReceivable"),
    (
        "Other Current Asset",
        "AllowanceForBadDebts AssetsAvailableForSale BalWithGovtAuthorities CalledUpShareCapitalNotPaid \
         DevelopmentCosts EmployeeCashAdvances ExpenditureAuthorisationsAndLettersOfCredit \
         GlobalTaxDeferred GlobalTaxRefund IntangibleAssetsOther InternalTransfers Inventory \
         Investment_MortgageRealEstateLoans Investment_Other Investment_TaxExemptSecurities \
         Investment_USGovernmentObligations LoansToOfficers LoansToOthers LoansToStockholders \
         OtherConsumables OtherCurrentAssets PrepaidExpenses ProvisionsCurrentAssets Retainage \
         ShortTermInvestmentsInRelatedParties ShortTermLoansAndAdvancesToRelatedParties \
         TradeAndOtherReceivables UndepositedFunds",
    ),
    (
        "Fixed Asset",
        "AccumulatedAmortization AccumulatedDepletion AccumulatedDepreciation \
         AssetsInCourseOfConstruction Buildings CapitalWip CumulativeDepreciationOnIntangibleAssets \
         DepletableAssets FixedAssetComputers FixedAssetCopiers FixedAssetFurniture \
         FixedAssetOtherToolsEquipment FixedAssetPhone FixedAssetPhotoVideo FixedAssetSoftware \
         FurnitureAndFixtures IntangibleAssets IntangibleAssetsUnderDevelopment Land LandAsset \
         LeaseholdImprovements MachineryAndEquipment NonCurrentAssets OtherFixedAssets \
         ParticipatingInterests ProvisionsFixedAssets Vehicles",
    ),
    (
        "Other Asset",
        "AccumulatedAmortizationOfOtherAssets AssetsHeldForSale AvailableForSaleFinancialAssets \
         DeferredTax Goodwill Investments LeaseBuyout Licenses LongTermInvestments \
         LongTermLoansAndAdvancesToRelatedParties OrganizationalCosts OtherIntangibleAssets \
         OtherLongTermAssets OtherLongTermInvestments OtherLongTermLoansAndAdvances \
         PrepaymentsAndAccruedIncome ProvisionsNonCurrentAssets SecurityDeposits",
    ),
    (
        "Accounts Payable",
        "AccountsPayable OutstandingDuesMicroSmallEnterprise OutstandingDuesOtherThanMicroSmallEnterprise",
    ),
    ("Credit Card", "CreditCard"),
    (
        "Other Current Liability",
        "AccruedLiabilities CurrentLiabilities CurrentPortionEmployeeBenefitsObligations \
         CurrentPortionOfObligationsUnderFinanceLeases CurrentTaxLiability DeferredRevenue \
         DirectDepositPayable DividendsPayable DutiesAndTaxes FederalIncomeTaxPayable GlobalTaxPayable \
         GlobalTaxSuspense IncomeTaxPayable InsurancePayable InterestPayables LineOfCredit LoanPayable \
         OtherCurrentLiabilities PayrollClearing PayrollTaxPayable PrepaidExpensesPayable \
         ProvisionForWarrantyObligations ProvisionsCurrentLiabilities RentsInTrustLiability \
         SalesTaxPayable ShortTermBorrowings SocialSecurityAgencies StaffAndRelatedLiabilityAccounts \
         StateLocalIncomeTaxPayable SundryDebtorsAndCreditors TradeAndOtherPayables \
         TrustAccountsLiabilities",
    ),
    (
        "Long Term Liability",
        "AccrualsAndDeferredIncome AccruedLongLermLiabilities AccruedVacationPayable BankLoans \
         DebtsRelatedToParticipatingInterests DeferredTaxLiabilities GovernmentAndOtherPublicAuthorities \
         GroupAndAssociates LiabilitiesRelatedToAssetsHeldForSale LongTermBorrowings LongTermDebit \
         LongTermEmployeeBenefitObligations NotesPayable ObligationsUnderFinanceLeases \
         OtherLongTermLiabilities OtherLongTermProvisions ProvisionForLiabilities \
         ProvisionsNonCurrentLiabilities ShareholderNotesPayable StaffAndRelatedLongTermLiabilityAccounts",
    ),
    (
        "Equity",
        "AccumulatedAdjustment AccumulatedOtherComprehensiveIncome CalledUpShareCapital CapitalReserves \
         CommonStock DividendDisbursed EquityInEarningsOfSubsiduaries EstimatedTaxes Funds Healthcare \
         InvestmentGrants MoneyReceivedAgainstShareWarrants OpeningBalanceEquity OtherFreeReserves \
         OwnersEquity PaidInCapitalOrSurplus PartnerContributions PartnerDistributions PartnersEquity \
         PersonalExpense PersonalIncome PreferredStock RetainedEarnings \
         ShareApplicationMoneyPendingAllotment ShareCapital TreasuryStock",
    ),
    (
        "Income",
        "CashReceiptIncome DiscountsRefundsGiven NonProfitIncome OperatingGrants \
         OtherCurrentOperatingIncome OtherPrimaryIncome OwnWorkCapitalized RevenueGeneral \
         SalesOfProductIncome SalesRetail SalesWholesale SavingsByTaxScheme ServiceFeeIncome \
         UnappliedCashPaymentIncome",
    ),
    (
        "Cost of Goods Sold",
        "CostOfLaborCos CostOfSales EquipmentRentalCos FreightAndDeliveryCos OtherCostsOfServiceCos \
         ShippingFreightDeliveryCos SuppliesMaterialsCogs",
    ),
    (
        "Expense",
        "AdvertisingPromotional AmortizationExpense AppropriationsToDepreciation Auto BadDebts \
         BankCharges BorrowingCost CharitableContributions CommissionsAndFees Communications CostOfLabor \
         DistributionCosts DuesSubscriptions Entertainment EntertainmentMeals EquipmentRental \
         ExternalServices ExtraordinaryCharges FinanceCosts GlobalTaxExpense IncomeTaxExpense Insurance \
         InterestPaid LegalProfessionalFees LossOnDiscontinuedOperationsNetOfTax ManagementCompensation \
         OfficeGeneralAdministrativeExpenses OtherBusinessExpenses OtherCurrentOperatingCharges \
         OtherExternalServices OtherMiscellaneousServiceCost OtherRentalCosts OtherSellingExpenses \
         PayrollExpenses PayrollTaxExpenses PayrollWageExpenses ProjectStudiesSurveysAssessments \
         PromotionalMeals PurchasesRebates RentOrLeaseOfBuildings RepairMaintenance \
         ShippingAndDeliveryExpense ShippingFreightDelivery StaffCosts Sundry SuppliesMaterials TaxesPaid \
         Travel TravelExpensesGeneralAndAdminExpenses TravelExpensesSellingExpense TravelMeals \
         UnappliedCashBillPaymentExpense Utilities",
    ),
    (
        "Other Income",
        "DividendIncome GainLossOnSaleOfFixedAssets GainLossOnSaleOfInvestments InterestEarned \
         LossOnDisposalOfAssets OtherInvestmentIncome OtherMiscellaneousIncome OtherOperatingIncome \
         TaxExemptInterest UnrealisedLossOnSecuritiesNetOfTax",
    ),
    (
        "Other Expense",
        "Amortization DeferredTaxExpense Depletion Depreciation ExceptionalItems ExchangeGainOrLoss \
         ExtraordinaryItems GasAndFuel HomeOffice HomeownerRentalInsurance IncomeTaxOtherExpense \
         MatCredit MortgageInterestHomeOffice OtherHomeOfficeExpenses OtherMiscellaneousExpense \
         OtherVehicleExpenses ParkingAndTolls PenaltiesSettlements PriorPeriodItems PropertyTaxHomeOffice \
         RentAndLeaseHomeOffice RepairsAndMaintainceHomeOffice TaxRoundoffGainOrLoss UtilitiesHomeOffice \
         Vehicle VehicleInsurance VehicleLease VehicleLoan VehicleLoanInterest VehicleRegistration \
         VehicleRepairs WashAndRoadServices",
    ),
    (
        "",
        "CarriedForwardRelief CashExpenditureExpense FinanceCostsRestricted ForeignTaxesIncurred Gratuity \
         HealthSavingsAccountContributions OtherDebtors PremiumsPaid PremiumsReceived \
         RentARoomReliefReliefClaimed RentARoomReliefRentsReceived UkTaxesWithheld WithholdingAssetAmount \
         WithholdingLiabilityAmount WithholdingTaxPurchases WithholdingTaxSales WithholdingTaxSuspense",
    ),
];

/// The type that a subtype belongs to.
pub(super) fn type_of(subtype: &str) -> Option<&'static str> {
    row_of(subtype).filter(|kind| !kind.is_empty())
}

/// Whether there is a subtype of this name.
pub(super) fn is_known(subtype: &str) -> bool {
    row_of(subtype).is_some()
}

fn row_of(subtype: &str) -> Option<&'static str> {
    let row = SUBTYPES.iter().find(|(_, subtypes)| subtypes.split_whitespace().any(|known| known == subtype));
    row.map(|(kind, _)| *kind)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_subtype_of_the_schema_stands_once() {
        let all: Vec<&str> = SUBTYPES.iter().flat_map(|(_, subtypes)| subtypes.split_whitespace()).collect();
        assert_eq!(all.len(), 297);
        assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len());
        assert_eq!(type_of("Vehicles"), Some("Fixed Asset"));
        assert_eq!(
            (type_of("OtherDebtors"), is_known("OtherDebtors"), is_known("Nothing")),
            (None, true, false)
        );
    }
}
