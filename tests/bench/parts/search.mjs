// Patient search through the router, at 10,000 patients and at 1,000,000: search_bench, which tells each kind of query.
import { tell } from "../support/figures.mjs";
import { run as execute, tool } from "../support/servers.mjs";

const many = process.env.MONOCLINIC_BENCH_PATIENTS ?? "1000000";

export async function run() {
    const table = await execute(tool("search_bench"), ["10000", many]);
    console.log(table.trimEnd());
    const all = table.split("\n").find((line) => line.startsWith("all ")).trim().split(/\s+/).slice(1).map(Number);
    const [smallP50, , , , largeP50, largeP99] = all;
    tell(`patient search, ${many} patients, p99`, largeP99, { most: 10, unit: "ms", note: `p50 ${largeP50} ms` });
    tell("patient search, p50 beside 10,000 patients", largeP50 / smallP50, { most: 1.5, unit: "×" });
}
