#include "asyncapi.hpp"

#include "platform/core/version.hpp"
#include "platform/schema/json_out.hpp"

#include <fmt/format.h>

namespace clinic {
namespace {

std::string names(const std::vector<std::string>& all)
{
    std::string text;
    for (const auto& name : all) text += (text.empty() ? "" : ", ") + name;
    return text.empty() ? "nobody in this program" : text;
}

} // namespace

std::string asyncapi(const bus::Bus& bus)
{
    api::Describer describer;
    std::string channels;
    std::string operations;
    std::string messages;
    for (const auto& event : bus.documents()) {
        const auto comma = channels.empty() ? "" : ",";
        channels += fmt::format(R"({}
  "{}":{{"address":"{}","messages":{{"event":{{"$ref":"#/components/messages/{}"}}}}}})",
            comma, event.name, event.name, event.name);
        operations += fmt::format(R"({}
  "{}":{{"action":"send","channel":{{"$ref":"#/channels/{}"}},"description":{}}})",
            comma, event.name, event.name,
            api::json_string("Heard by: " + names(event.listeners) + "."));
        messages += fmt::format(R"({}
  "{}":{{"name":"{}","contentType":"application/json","payload":{}}})",
            comma, event.name, event.name, event.describe(describer));
    }
    std::string schemas;
    for (const auto& [name, schema] : describer.schemas()) {
        schemas += fmt::format("{}\n  \"{}\":{}", schemas.empty() ? "" : ",", name, schema);
    }
    return fmt::format(R"({{"asyncapi":"3.0.0",
"info":{{"title":"Monoclinic events","version":"{}","description":"Facts in the past tense, told after the commit that made them true; each listener has each of them once, in order per aggregate."}},
"defaultContentType":"application/json",
"channels":{{{}
}},
"operations":{{{}
}},
"components":{{"messages":{{{}
}},
"schemas":{{{}
}}}}}}
)",
        version, channels, operations, messages, schemas);
}

} // namespace clinic
