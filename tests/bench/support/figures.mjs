// What was measured, beside what was wanted.

const lines = [];

export function median(values) {
    const sorted = [...values].sort((a, b) => a - b);
    const middle = sorted.length >> 1;
    return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

const rounded = (value) => Number(value.toPrecision(3)).toLocaleString("en", { useGrouping: false, maximumFractionDigits: 3 });

// `target` is { least } or { most }; without one the figure is only told.
export function tell(what, value, { least, most, unit = "", note = "" } = {}) {
    const met = least !== undefined ? value >= least : most !== undefined ? value <= most : undefined;
    const wanted = least !== undefined ? `≥ ${least}` : most !== undefined ? `≤ ${most}` : "";
    const line = { what, measured: `${rounded(value)} ${unit}`.trim(), wanted, met, note };
    lines.push(line);
    console.log(show(line));
}

function show({ what, measured, wanted, met, note }) {
    const verdict = met === undefined ? "" : met ? "met" : "MISSED";
    return `${what.padEnd(58)} ${measured.padStart(14)}  ${wanted.padEnd(8)} ${verdict.padEnd(7)} ${note}`.trimEnd();
}

// All of it once more as a Markdown table; 1 when a target was missed.
export function tellSummary() {
    console.log("\n| what | measured | target | |\n|---|---|---|---|");
    for (const { what, measured, wanted, met, note } of lines) {
        const verdict = met === undefined ? "" : met ? "met" : "**missed**";
        console.log(`| ${what} | ${measured}${note ? ` (${note})` : ""} | ${wanted} | ${verdict} |`);
    }
    return lines.some(({ met }) => met === false) ? 1 : 0;
}

// Lets both do the same deed in turn, A B A B…, and gives what each told, round by round.
export async function alternate(rounds, ours, theirs) {
    const all = { ours: [], theirs: [] };
    for (let round = 0; round < rounds; ++round) {
        all.ours.push(await ours());
        all.theirs.push(await theirs());
    }
    return all;
}

// The median of the ratios of neighbours: what disturbs one disturbs, most likely, the other.
export function ratioOf({ ours, theirs }, of = (figures) => figures.per_second) {
    return median(ours.map((figures, i) => of(figures) / of(theirs[i])));
}

export const medianOf = (all, of = (figures) => figures.per_second) => median(all.map(of));
