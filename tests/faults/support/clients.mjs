// Clients that register, book, move, confirm, cancel and undo, one request at a time each, and keep a ledger of what
// they were told. A ledger and the stored data must say the same.
import { NoAnswer, Wire } from "./wire.mjs";

const expected = new Set([200, 201, 409]);

// What was acknowledged: visits by id ({ version, status, starts_at, practitioner_id, note }), patients by id.
export class Ledger {
    visits = new Map();
    patients = new Map();
    acknowledged = 0;
    surprises = [];

    note(deed, answer) {
        ++this.acknowledged;
        if (!expected.has(answer.status)) this.surprises.push(`${deed.kind}: ${answer.status} ${answer.raw}`);
        if (answer.status >= 300) return;
        const { id, version, status, starts_at, practitioner_id, note } = answer.body;
        if (deed.kind === "register") this.patients.set(id, { version, note });
        else this.visits.set(id, { version, status, starts_at, practitioner_id, note });
    }
}

export class Client {
    constructor(number, { dice, diary, ledger, contested }) {
        Object.assign(this, { number, dice, diary, ledger, contested, own: [], deeds: 0 });
    }

    // Works until the connection breaks; then `pending` is the deed whose outcome is unknown.
    async work(url, token) {
        const wire = new Wire(url, { token });
        this.stopping = false;
        this.pending = undefined;
        try {
            while (!this.stopping) {
                this.pending = this.choose();
                const answer = await send(wire, this.pending);
                this.take(this.pending, answer);
                this.pending = undefined;
            }
        } catch (error) {
            if (!(error instanceof NoAnswer)) throw error;
        }
        wire.close();
    }

    take(deed, answer) {
        this.ledger.note(deed, answer);
        if (deed.kind === "book" && answer.status === 201) this.own.push(answer.body.id);
    }

    choose() {
        const key = `rig-${this.number}-${++this.deeds}`;
        const turn = this.dice.below(100);
        if (turn < 15) return register(key);
        if (turn < 50 || this.own.length === 0) return this.book(key);
        const visit = this.dice.of(this.own);
        const path = `/api/appointments/${visit}`;
        const cancelled = this.ledger.visits.get(visit).status === "cancelled";
        if (cancelled) return { kind: "undo", method: "POST", path: `${path}/undo`, key, body: {}, visit };
        if (turn < 75) return { kind: "move", method: "POST", path: `${path}/move`, key, body: this.otherTime(), visit };
        if (turn < 85) return { kind: "confirm", method: "POST", path: `${path}/confirm`, key, body: {}, visit };
        return { kind: "cancel", method: "DELETE", path: `${path}?reason=rig`, visit };
    }

    book(key) {
        const time = this.dice.chance(0.3) ? this.dice.of(this.contested) : this.diary.next();
        const body = { ...time, patient_id: this.dice.of(this.diary.patients), note: key };
        return { kind: "book", method: "POST", path: "/api/appointments", key, body };
    }

    otherTime() {
        const { starts_at, practitioner_id, site_id } = this.dice.chance(0.3) ? this.dice.of(this.contested) : this.diary.next();
        return { starts_at, practitioner_id, site_id };
    }
}

function register(key) {
    const body = { first_name: "Rig", birth_name: `Essai ${key}`, sex: "unknown", note: key, confirm_duplicate: true };
    return { kind: "register", method: "POST", path: "/api/patients", key, body };
}

export function send(wire, deed) {
    return wire.call(deed.method, deed.path, { key: deed.key, body: deed.body });
}
