#include "chain.hpp"

#include "platform/crypto/bytes.hpp"

#include <algorithm>
#include <array>

namespace clinic::admin {
namespace {

void add_number(std::string& bytes, std::uint64_t value)
{
    for (int shift = 56; shift >= 0; shift -= 8) {
        bytes.push_back(static_cast<char>(static_cast<unsigned char>(value >> shift)));
    }
}

void add(std::string& bytes, std::int64_t value)
{
    bytes.push_back('i');
    add_number(bytes, static_cast<std::uint64_t>(value));
}

void add(std::string& bytes, std::string_view text)
{
    bytes.push_back('t');
    add_number(bytes, text.size());
    bytes.append(text);
}

void add(std::string& bytes, const std::optional<std::string>& text)
{
    if (text) add(bytes, std::string_view(*text));
    else bytes.push_back('n');
}

void add(std::string& bytes, const std::string& text)
{
    add(bytes, std::string_view(text));
}

template <auto Member> void column(std::string& bytes, const Record& row)
{
    add(bytes, row.*Member);
}

constexpr std::array<Column, 14> columns_of_form_1{column<&Record::id>, column<&Record::at>,
    column<&Record::kind>, column<&Record::actor_id>, column<&Record::session_id>,
    column<&Record::actor_name>, column<&Record::actor_roles>, column<&Record::action>,
    column<&Record::subject_kind>, column<&Record::subject_id>, column<&Record::detail>,
    column<&Record::address>, column<&Record::request_id>, column<&Record::outcome>};

constexpr std::array<Form, 1> all_forms{{{1, columns_of_form_1}}};

} // namespace

const Form& newest_form()
{
    return all_forms.back();
}

std::span<const Form> forms()
{
    return all_forms;
}

std::string hash_of(const Form& form, const Record& row, std::string_view before)
{
    std::string bytes;
    bytes.reserve(640);
    add(bytes, std::string_view("monoclinic audit row"));
    add(bytes, form.number);
    add(bytes, row.lane);
    add(bytes, row.seq);
    add(bytes, before);
    for (const auto append : form.columns) append(bytes, row);
    return crypto::base64url_of_ciphertext(
        crypto::blake2b(bytes)); // no secret: readers may take their time
}

void link(Record& row, Head& head)
{
    row.lane = head.lane;
    row.seq = head.seq + 1;
    row.form = newest_form().number;
    row.hash = hash_of(newest_form(), row, head.hash);
    head.seq = row.seq;
    head.hash = row.hash;
}

} // namespace clinic::admin
