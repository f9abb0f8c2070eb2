// The OpenAPI file is golden: a change of the API shows in review. Rewrite it with MONOCLINIC_TEST_REWRITE=1; the web
// app's types are made from it, so that such a change also breaks the web build until its callers follow.

#include "support/source_folder.hpp"
#include "support/test_clinic.hpp"

#include <cstdlib>
#include <doctest/doctest.h>
#include <fstream>
#include <sstream>

namespace clinic::test {

TEST_CASE("openapi: the file in the tree is what this program serves")
{
    TestClinic clinic;
    const std::string path = source_folder() / "web/openapi.json";
    const auto served = clinic.stranger().get("/api/openapi.json").body;
    if (std::getenv("MONOCLINIC_TEST_REWRITE") != nullptr) std::ofstream(path) << served;
    std::ostringstream kept;
    kept << std::ifstream(path).rdbuf();
    const bool same = kept.str() == served;
    CHECK_MESSAGE(
        same, "web/openapi.json is not up to date: MONOCLINIC_TEST_REWRITE=1 rewrites it");
}

TEST_CASE("openapi: every route says what it does, who may, and its answers")
{
    TestClinic clinic;
    const auto served = clinic.stranger().get("/api/openapi.json");
    CHECK(served.json("/openapi") == "3.1.0");
    for (const auto& route : clinic->router.routes()) {
        CHECK_MESSAGE(
            served.body.contains("\"operationId\":\"" + route.operation + "\""), route.operation);
        CHECK_MESSAGE(!route.row.summary.empty(), route.operation);
    }
    CHECK(served.json("/paths/~1api~1appointments/post/responses/default") != "");
    CHECK(served.json("/components/schemas/Appointment/properties/reason/maxLength") == "500");
}

} // namespace clinic::test
