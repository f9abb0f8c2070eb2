#pragma once

namespace clinic {

/// The command line: `monoclinic serve|demo|migrate|backup|user|audit|keys|openapi|asyncapi|check-config`. Returns the exit
/// status.
int run_command(int argc, char** argv);

} // namespace clinic
