#include "words.hpp"

#include <fmt/format.h>

namespace clinic::billing {
namespace {

char decimal_mark(Language language)
{
    return language == Language::fr ? ',' : '.';
}

} // namespace

Text method_word(PaymentMethod method)
{
    switch (method) {
    case PaymentMethod::cash:
        return {"Espèces", "Cash"};
    case PaymentMethod::card:
        return {"Carte bancaire", "Card"};
    case PaymentMethod::transfer:
        return {"Virement", "Bank transfer"};
    case PaymentMethod::cheque:
        return {"Chèque", "Cheque"};
    case PaymentMethod::online:
        return {"Paiement en ligne", "Online"};
    }
    return {};
}

std::string amount_word(const Money& money, Language language)
{
    auto text = money.text(); // "30.00 EUR"
    text.resize(text.find(' '));
    if (const auto dot = text.find('.'); dot != std::string::npos)
        text[dot] = decimal_mark(language);
    return text;
}

std::string money_word(const Money& money, Language language)
{
    const bool euros = language == Language::fr && money.currency == "EUR";
    // A no-break space keeps the amount and its currency together.
    return amount_word(money, language) + "\u00A0" + (euros ? "€" : money.currency);
}

std::string day_word(LocalDate day, Language language)
{
    if (language == Language::en) return day.text();
    return fmt::format("{:02}/{:02}/{}", day.day(), day.month(), day.year());
}

std::string rate_word(int rate, Language language)
{
    std::string text = std::to_string(rate / 100);
    if (rate % 100 != 0) {
        auto fraction = fmt::format("{:02}", rate % 100);
        if (fraction.back() == '0') fraction.pop_back();
        text += decimal_mark(language) + fraction;
    }
    return text + "\u00A0%";
}

} // namespace clinic::billing
