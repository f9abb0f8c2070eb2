#pragma once
// Words that people read on papers, tables and files, in both languages.

#include "billing/billing.hpp"

namespace clinic::billing {

[[nodiscard]] Text method_word(PaymentMethod method);
/// "30,00 €" in French, "30.00 EUR" elsewhere.
[[nodiscard]] std::string money_word(const Money& money, Language language);
/// "30,00" or "30.00": for cells whose currency stands beside them.
[[nodiscard]] std::string amount_word(const Money& money, Language language);
/// "27/11/2026" in French, "2026-11-27" elsewhere.
[[nodiscard]] std::string day_word(LocalDate day, Language language);
/// "20 %", "5,5 %".
[[nodiscard]] std::string rate_word(int rate, Language language);

} // namespace clinic::billing
