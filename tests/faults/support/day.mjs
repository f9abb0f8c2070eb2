// Days at the clinic, lived through step by step by those whose part it is: a visit is booked, moved twice, received,
// consulted, signed, billed and paid. What has no answer is asked again with the same key, so each step has one effect.
import { NoAnswer, Wire } from "./wire.mjs";

const patience = 30_000;

const post = (path, body = {}) => ({ method: "POST", path, body });
const visitOf = (day) => `/api/appointments/${day.visit}`;
const noteOf = (day) => `/api/consultations/${day.consultation}`;
const medicine = { medicine: "Paracétamol 1 g", dose: "1 comprimé", frequency: "3 fois par jour", duration: "5 jours" };
const note = { reason: "Fièvre", subjective: "Depuis deux jours", vitals: {}, diagnoses: [{ label: "Angine", code: "J03.9" }] };

// `by` is whose step it is, `ask` what they ask, `take` what the day learns from the answer.
const course = [
    {
        by: "patient",
        ask: ({ practitioner, site, type, times }) => post("/api/appointments",
            { practitioner_id: practitioner, site_id: site, visit_type_id: type, starts_at: times[0] }),
        take: (day, body) => Object.assign(day, { visit: body.id, patient: body.patient_id }),
    },
    { by: "desk", ask: (day) => post(`${visitOf(day)}/move`, { starts_at: day.times[1] }) },
    { by: "desk", ask: (day) => post(`${visitOf(day)}/move`, { starts_at: day.times[2] }) },
    { by: "desk", ask: (day) => post(`${visitOf(day)}/arrive`) },
    { by: "doctor", ask: (day) => post(`${visitOf(day)}/start`) },
    {
        by: "doctor",
        ask: (day) => post("/api/consultations", { appointment_id: day.visit }),
        take: (day, body) => (day.consultation = body.id),
    },
    { by: "doctor", ask: (day) => ({ method: "PUT", path: noteOf(day), body: note }) },
    {
        by: "doctor",
        ask: (day) => post(`${noteOf(day)}/prescriptions`, medicine),
        take: (day, { id, version }) => (day.line = { id, version }),
    },
    { by: "doctor", ask: (day) => post(`${noteOf(day)}/sign`, { prescriptions: [day.line] }) },
    { by: "doctor", ask: (day) => post(`${visitOf(day)}/complete`) },
    { by: "desk", ask: (day) => ({ method: "GET", path: `/api/invoices?appointment_id=${day.visit}` }), take: takeDraft },
    { by: "desk", ask: (day) => post(`/api/invoices/${day.invoice}/issue`), take: (day, body) => (day.number = body.number) },
    {
        by: "desk",
        ask: (day) => post(`/api/invoices/${day.invoice}/pay`, { method: "card" }),
        take: (day, body) => (day.payment = body.payments[0].id),
    },
];

// The draft comes by an event: false while it is on its way.
function takeDraft(day, { items }) {
    day.invoice = items[0]?.id;
    return day.invoice !== undefined;
}

// A patient who lives one day after the other. `cast` says who plays the parts: tokens of patient and desk, and of doctors
// by their practitioner's id; `next` gives a new day, or nothing when there is no time left. A surprise ends their days.
export class Patient {
    days = [];
    surprise = undefined;

    constructor(number, cast, next) {
        Object.assign(this, { number, cast, next });
    }

    // Lives until the connection breaks, or until the day is over when told to stop.
    async live(url, { stopping = () => false } = {}) {
        const wires = { patient: new Wire(url, { token: this.cast.patient }), desk: new Wire(url, { token: this.cast.desk }) };
        try {
            while (!this.surprise && (this.day ??= stopping() ? undefined : this.next())) {
                wires.doctor = new Wire(url, { token: this.cast.doctors.get(this.day.practitioner) });
                await this.finish(wires);
                wires.doctor.close();
            }
        } catch (error) {
            if (!(error instanceof NoAnswer)) this.surprise = error.message;
        }
        for (const wire of Object.values(wires)) wire.close();
    }

    async finish(wires) {
        const begun = Date.now();
        for (this.day.at ??= 0; this.day.at < course.length;) {
            if (await this.step(wires)) ++this.day.at;
            else if (Date.now() - begun > patience) throw new Error(`no draft came for the visit ${this.day.visit}`);
        }
        this.days.push(this.day);
        this.day = undefined;
    }

    async step(wires) {
        const { by, ask, take } = course[this.day.at];
        const { method, path, body } = ask(this.day);
        const key = method === "POST" ? `day-${this.number}-${this.days.length}-${this.day.at}` : undefined;
        const answer = await wires[by].call(method, path, { body, key });
        if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.raw}`);
        return take?.(this.day, answer.body) !== false;
    }
}
