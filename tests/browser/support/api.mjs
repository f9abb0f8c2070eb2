// The clinic's API for what a story takes for granted, and for what it must find to be true in the end.
export function api(url, token) {
    const send = async (method, path, body) => {
        const answer = await fetch(url + path, {
            method,
            headers: {
                ...(token && { Authorization: `Bearer ${token}` }),
                ...(body && { "Content-Type": "application/json" }),
            },
            body: body && JSON.stringify(body),
        });
        const text = await answer.text();
        if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text}`);
        return text ? JSON.parse(text) : undefined;
    };
    return {
        get: (path) => send("GET", path),
        post: (path, body) => send("POST", path, body),
        put: (path, body) => send("PUT", path, body),
        patch: (path, body) => send("PATCH", path, body),
        del: (path) => send("DELETE", path),
    };
}

// Free slots, each given to one story alone.
export function slotKeeper(desk) {
    const given = new Set();
    const free = async ({ practitioner, type, from, until }) => {
        const { items } = await desk.get(`/api/slots?visit_type_id=${type.id}&practitioner_id=${practitioner.id}&from=${from}&until=${until}`);
        return items.filter((slot) => !given.has(slot.practitioner_id + slot.starts_at));
    };
    const named = async (path, fits) => (await desk.get(path)).items.find(fits);
    return {
        // `count` slots of one day that do not touch each other, at least `inDays` days ahead, at most `within` minutes
        // from the first to the last.
        async take({ carer = "Martin", type: typeName = "Consultation", inDays = 3, count = 1, within = 24 * 60, fits = () => true } = {}) {
            const practitioner = await named("/api/practitioners", ({ last_name }) => last_name === carer);
            const type = await named("/api/visit-types", ({ name }) => name === typeName);
            const from = dayAfter(inDays);
            const all = (await free({ practitioner, type, from, until: dayAfter(inDays + 21) })).filter(fits);
            const days = Map.groupBy(all, ({ starts_at }) => starts_at.slice(0, 10));
            for (const slots of days.values()) {
                const apart = slots.filter((slot, index) => index === 0 || slot.starts_at >= slots[index - 1].ends_at);
                const taken = near(apart, count, within);
                if (!taken) continue;
                for (const slot of taken) given.add(slot.practitioner_id + slot.starts_at);
                return taken.map((slot) => ({ ...slot, visit_type_id: type.id, type: type.name, practitioner }));
            }
            throw new Error(`${carer} has no ${count} free slots for ${typeName}`);
        },
    };
}

// The first `count` neighbours that lie close enough together.
function near(slots, count, minutes) {
    for (let first = 0; first + count <= slots.length; first += 1) {
        const some = slots.slice(first, first + count);
        if (Date.parse(some.at(-1).starts_at) - Date.parse(some[0].starts_at) <= minutes * 60_000) return some;
    }
    return undefined;
}

export const dayAfter = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
