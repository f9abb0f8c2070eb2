// An authenticated read of one visit, and a list of fifty, beside the bare server's.
import { Wire } from "../../faults/support/wire.mjs";
import { alternate, medianOf, ratioOf, tell } from "../support/figures.mjs";
import { load, openCeiling, openClinic } from "../support/servers.mjs";

const rounds = 9;
const day = 24 * 60 * 60 * 1000;

const instant = (ms) => new Date(ms).toISOString().replace(/\.\d+Z$/, "Z");

// Finished visits: rows with their times filled in, as the bare server's are.
function fiftyVisits() {
    const today = Math.floor(Date.now() / day) * day;
    return `/api/appointments?from=${instant(today - 14 * day)}&until=${instant(today)}&status=fulfilled&limit=50`;
}

export async function run() {
    const only = true;
    const clinic = await openClinic({ only });
    const ceiling = await openCeiling({ only });
    const token = await clinic.token("admin");
    const wire = new Wire(clinic.house.url, { token });
    const list = fiftyVisits();
    const visits = (await wire.get(list)).body.items;
    if (visits.length !== 50) throw new Error(`a list of ${visits.length} visits`);
    const one = `/api/appointments/${visits[25].id}`;
    wire.close();

    const compare = async (what, ours, theirs, least) => {
        const options = { only, connections: 16, seconds: 1 };
        const all = await alternate(rounds,
            () => load(clinic.port, { ...options, token, path: ours }),
            () => load(ceiling.port, { ...options, path: theirs }));
        const sizes = `${all.ours[0].bytes} and ${all.theirs[0].bytes} bytes`;
        const note = `${Math.round(medianOf(all.ours))} and ${Math.round(medianOf(all.theirs))} a second, ${sizes}`;
        tell(`${what}, beside the bare server`, ratioOf(all), { least, unit: "×", note });
    };
    await compare("GET of one visit", one, "/visits/00000000-0000-7000-8000-000000000025", 0.8);
    await compare("list of 50 visits", list, "/visits", 0.7);
    await ceiling.close();
    await clinic.close();
}
