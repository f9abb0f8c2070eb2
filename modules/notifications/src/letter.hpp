#pragma once
// Text and HTML of a mail. HTML has inline styles only, no pictures and nothing to fetch, and everything
// in it is escaped.

#include "texts.hpp"

namespace clinic::notifications {

[[nodiscard]] std::string plain_text(const Page& page);
[[nodiscard]] std::string html(const Page& page, Language language);

} // namespace clinic::notifications
