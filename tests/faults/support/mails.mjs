// What a mail server got against what the clinic believes that it sent: each delivery once, and again under its Message-ID only
// when the process died between the server's "250" and its own note of it, so that it was started between the two.

const messageId = ({ raw }) => raw.match(/^message-id:\s*<([^@>]+)@/im)?.[1];

const sentAgainByOneProcess = (copies, starts) => copies.slice(1).some((copy, index) =>
    !starts.some(({ begun, ready }) => copies[index].at <= ready && begun <= copy.at));

// One that waited is left out when the visit has changed again meanwhile: the later change has its own.
const isLeftOut = ({ state, error }) => state === "skipped" && error === "superseded";

export async function mailFaults(house, messages) {
    const copies = new Map();
    for (const message of messages) {
        const id = messageId(message);
        copies.set(id, [...(copies.get(id) ?? []), message]);
    }
    const found = [];
    const deliveries = await house.rows("SELECT id, subject, kind, state, error FROM notifications_deliveries");
    const known = new Set(deliveries.map((delivery) => delivery.id));
    for (const delivery of deliveries) {
        const { id, subject, kind, state, error } = delivery;
        const all = copies.get(id) ?? [];
        const count = all.length;
        if (state === "sent" ? count < 1 || sentAgainByOneProcess(all, house.starts) : !(isLeftOut(delivery) && count <= 1)) {
            found.push(`${kind} of ${subject} is ${state} ${error ?? ""} with ${count} mails`);
        }
    }
    for (const id of copies.keys()) if (!known.has(id)) found.push(`a mail that nobody sent: ${id}`);
    const bodies = [...copies.values()].filter((all) => new Set(all.map((one) => one.to.join())).size > 1);
    if (bodies.length) found.push(`${bodies.length} mails went to different people under one Message-ID`);
    return { found, sent: copies.size, repeated: messages.length - copies.size, deliveries };
}
