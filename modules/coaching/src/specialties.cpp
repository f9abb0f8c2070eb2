// What coaches are good at, as an admin lists it.

#include "handlers.hpp"

#include <algorithm>

namespace clinic::coaching {
namespace {

bool is_slug(std::string_view text)
{
    const auto fits = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    };
    return !text.starts_with('-') && !text.ends_with('-') && !text.contains("--") &&
           std::ranges::all_of(text, fits);
}

std::unexpected<Problem> no_slug()
{
    return invalid("slug", "format",
        {"Des lettres minuscules sans accent, des chiffres et des traits d’union simples.",
            "Small letters without accents, digits and single hyphens."});
}

std::unexpected<Problem> slug_taken()
{
    return invalid("slug", "taken",
        {"Une autre spécialité a déjà cette adresse.", "Another specialty has this address."});
}

} // namespace

Result<http::Page<Specialty>> Handlers::specialties(http::Context& cx, const ListSpecialties& in)
{
    const auto after = http::start_after(in.page, 2);
    if (!after) return std::unexpected(after.error());
    auto page = http::page_of(store::specialties(cx.tx, *after, in.page.limit + 1), in.page,
        [](const Specialty& specialty) {
            return std::vector{store::sort_key(specialty), specialty.id.str()};
        });
    if (in.page.count) page.total = store::count_specialties(cx.tx);
    return page;
}

Result<Specialty> Handlers::specialty(http::Context& cx, const OneSpecialty& in)
{
    auto specialty = store::specialty(cx.tx, in.id);
    if (!specialty) return not_found();
    return *std::move(specialty);
}

Result<Specialty> Handlers::add_specialty(http::Context& cx, const SpecialtyDetails& in)
{
    if (!is_slug(in.slug)) return no_slug();
    Specialty specialty{in, SpecialtyId::fresh(), 1};
    if (!store::insert(cx.tx, specialty)) return slug_taken();
    cx.subject("specialty", specialty.id.view());
    return specialty;
}

Result<Specialty> Handlers::edit_specialty(http::Context& cx, const EditSpecialty& in)
{
    const auto specialty = store::specialty(cx.tx, in.id);
    if (!specialty) return not_found();
    if (cx.stale(specialty->version)) return stale();
    if (!is_slug(in.slug)) return no_slug();
    if (!store::update(cx.tx, in.id, in)) return slug_taken();
    cx.subject("specialty", in.id.view());
    return *store::specialty(cx.tx, in.id);
}

Result<Nothing> Handlers::remove_specialty(http::Context& cx, const OneSpecialty& in)
{
    const auto specialty = store::specialty(cx.tx, in.id);
    if (!specialty) return not_found();
    if (cx.stale(specialty->version)) return stale();
    if (!store::remove_specialty(cx.tx, in.id)) {
        return conflict("in_use", {"Des coachs l’affichent : qu’ils la retirent d’abord.",
                                      "Coaches show it: they have to take it off first."});
    }
    cx.subject("specialty", in.id.view());
    return Nothing{};
}

} // namespace clinic::coaching
