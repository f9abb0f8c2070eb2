import { readFile } from "node:fs/promises";

// Of one process, in megabytes: what is in memory, and that with shared libraries counted in part (PSS).
export async function memoryOf(pid) {
    const text = await readFile(`/proc/${pid}/smaps_rollup`, "utf8");
    const megabytes = (name) => Number(text.match(new RegExp(`^${name}:\\s+(\\d+)`, "m"))[1]) / 1024;
    return { resident: megabytes("Rss"), proportional: megabytes("Pss") };
}
