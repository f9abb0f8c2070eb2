// The power goes, and with it everything that was not synced: what was acknowledged before survives. Every other time
// a part of the unsynced writes did reach the disk, as the system may have written them back on its own.
// A disk that lies, and SQLite at synchronous=NORMAL, must both be caught.
//
//   power.mjs [--cuts 5] [--clients 16] [--seed N]
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { Client, Ledger } from "./support/clients.mjs";
import { openDiary } from "./support/diary.mjs";
import { House } from "./support/house.mjs";
import { violations } from "./support/invariants.mjs";
import { check, dice as rolled, options, pause, runRig } from "./support/report.mjs";
import { differences, settle } from "./support/truth.mjs";
import { logIn, Wire } from "./support/wire.mjs";

const { cuts, clients: crowd, seed } = options({ cuts: 5, clients: 16, seed: Date.now() % 1_000_000 }, { cuts: 1 });
const dice = rolled(seed);
const here = dirname(fileURLToPath(import.meta.url));
const sector = 512;

function buildShim(folder) {
    const shim = join(folder, "powerloss.so");
    execFileSync("cc", ["-std=c17", "-O2", "-shared", "-fPIC", "-o", shim, join(here, "powerloss.c"), "-ldl", "-lpthread"]);
    return shim;
}

// A house on a disk that forgets what was not synced.
class Powered {
    static async build(shim, disk, fault = "") {
        const powered = new Powered();
        powered.disk = disk;
        powered.house = await House.build();
        const { folder } = powered.house;
        cpSync(folder, disk, { recursive: true });
        powered.house.environment = { LD_PRELOAD: shim, POWERLOSS_DATA: folder, POWERLOSS_DISK: disk, POWERLOSS_FAULT: fault };
        return powered;
    }

    // Afterwards the data folder is what the disk still has.
    async cut(kind) {
        await this.house.kill();
        if (kind === "some") this.writeBackSome("");
        for (const name of readdirSync(this.house.folder)) rmSync(join(this.house.folder, name), { recursive: true });
        cpSync(this.disk, this.house.folder, { recursive: true });
    }

    // Sector by sector, the disk has the old or the new.
    writeBackSome(below) {
        for (const entry of readdirSync(join(this.house.folder, below), { withFileTypes: true })) {
            const name = join(below, entry.name);
            if (entry.isDirectory()) this.writeBackSome(name);
            else if (entry.isFile() && !name.endsWith("-shm") && existsSync(join(this.disk, name))) this.mix(name);
        }
    }

    mix(name) {
        const written = readFileSync(join(this.house.folder, name));
        const synced = readFileSync(join(this.disk, name));
        if (written.equals(synced)) return;
        const mixed = Buffer.alloc(dice.chance(0.5) ? written.length : synced.length);
        for (let at = 0; at < mixed.length; at += sector) {
            const source = at >= synced.length || (at < written.length && dice.chance(0.5)) ? written : synced;
            source.copy(mixed, at, at, Math.min(at + sector, mixed.length));
        }
        writeFileSync(join(this.disk, name), mixed);
    }

    async remove() {
        await this.house.remove();
        rmSync(this.disk, { recursive: true, force: true });
    }
}

// Cuts the power so many times under mixed writes, or until something is wrong when `untilWrong`.
async function suffer(powered, times, { untilWrong = false } = {}) {
    const { house } = powered;
    await house.start();
    const { token } = await logIn(house.url, "reception");
    const diary = await openDiary(new Wire(house.url, { token }));
    const contested = Array.from({ length: 40 }, () => diary.next());
    const ledger = new Ledger();
    const clients = Array.from({ length: crowd }, (_, number) => new Client(number, { dice, diary, ledger, contested }));
    const found = { ledger, lost: [], half: [], twice: [], slowest: 0 };
    for (let n = 0; n < times && !(untilWrong && found.lost.length > 0); ++n) {
        const working = clients.map((client) => client.work(house.url, token));
        await pause(100 + dice.below(400));
        await powered.cut(n % 2 ? "some" : "none");
        await Promise.all(working);
        found.slowest = Math.max(found.slowest, await house.start());
        const open = clients.filter((client) => client.pending);
        found.lost.push(...(await differences(house, ledger, open.map((client) => client.pending))));
        found.half.push(...(await violations(house)));
        if (untilWrong) continue;
        const wire = new Wire(house.url, { token });
        for (const client of open) await settle(wire, client, found.twice);
        wire.close();
    }
    return found;
}

async function rig() {
    const folder = mkdtempSync(join(tmpdir(), "monoclinic-power-"));
    try {
        const shim = buildShim(folder);
        await honest(shim, join(folder, "disk"));
        for (const fault of ["lying-disk", "synchronous-normal"]) await plant(shim, join(folder, fault), fault);
    } finally {
        rmSync(folder, { recursive: true, force: true });
    }
}

async function honest(shim, disk) {
    const powered = await Powered.build(shim, disk);
    try {
        const { ledger, lost, half, twice, slowest } = await suffer(powered, cuts);
        const told = (list) => list.slice(0, 3).join("; ");
        console.log(`     seed ${seed}: ${cuts} power cuts, ${ledger.acknowledged} answers, ${ledger.visits.size} visits, ` +
            `slowest start ${Math.round(slowest)} ms`);
        check("there was work between the cuts", ledger.visits.size > cuts, ledger.visits.size);
        check("what was acknowledged survives the cut", lost.length === 0, `${lost.length} ${told(lost)}`.replace(/^0 /, ""));
        check("nothing is half applied, integrity and invariants hold", half.length === 0, told(half));
        check("unanswered requests, asked again, have exactly one effect", twice.length === 0, told(twice));
    } finally {
        await powered.remove();
    }
}

async function plant(shim, disk, fault) {
    const powered = await Powered.build(shim, disk, fault);
    try {
        const { lost } = await suffer(powered, 12, { untilWrong: true });
        check(`planted: ${fault} loses acknowledged writes, and that is noticed`, lost.some((line) => line.includes("is lost")), lost.length);
    } finally {
        await powered.remove();
    }
}

await runRig(rig);
