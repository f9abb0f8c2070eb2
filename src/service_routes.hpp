#pragma once

namespace clinic {

struct Clinic;

/// Health, readiness, metrics and the API file: what a load balancer, Prometheus and developers ask for.
void mount_service_routes(Clinic& clinic);

} // namespace clinic
