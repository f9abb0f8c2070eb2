// Who the stories are about: the demo's people, and a twin of each who reads English. The account decides the language,
// so that two stories never pull one person's language to and fro.
import { password } from "./clinic.mjs";

export const people = {
    reception: { fr: "reception@demo.example", en: "reception-en@demo.example" },
    reader: { fr: "reader@demo.example", en: "reader-en@demo.example" },
    admin: { fr: "admin@demo.example", en: "admin-en@demo.example" },
    accounts: { fr: "accounts@demo.example", en: "accounts-en@demo.example" },
    doctor: { fr: "doctor@demo.example", en: "doctor2@demo.example" },
    coach: { fr: "coach@demo.example", en: "coach2@demo.example" },
    patient: { fr: "patient@demo.example", en: "patient-en@demo.example" },
};

// The carers' own names, for what is chosen in lists.
export const carers = { "doctor@demo.example": "Dr Claire Martin", "doctor2@demo.example": "Dr Youssef Benali" };

// Made by the command line before the clinic is served.
export const made = [
    { email: people.reception.en, first: "Rose", last: "Collins", role: "receptionist" },
    // Who reads too much is locked for a while, and nobody else is.
    { email: people.reader.fr, first: "Lise", last: "Curie", role: "receptionist" },
    { email: people.reader.en, first: "Lisa", last: "Pryce", role: "receptionist" },
    { email: people.admin.en, first: "Agnes", last: "Fox", role: "admin" },
    { email: people.accounts.en, first: "Alan", last: "Carr", role: "accountant" },
];

// The rest, once it is served: languages, the English patient, who works where.
export async function settle(clinic) {
    const admin = await clinic.as(people.admin.fr);
    await clinic.register({
        email: people.patient.en, password, first_name: "Pamela", last_name: "Winter", birth_date: "1990-02-03", phone: "06 11 22 33 44", language: "en",
    });
    for (const who of Object.values(people)) await (await clinic.as(who.en)).patch("/api/users/me", { language: "en" });
    const { items: desk } = await admin.get("/api/users?role=receptionist");
    const { items: sites } = await admin.get("/api/clinics");
    for (const site of sites) await admin.put(`/api/clinics/${site.id}/staff`, { user_ids: desk.map(({ id }) => id) });
}
