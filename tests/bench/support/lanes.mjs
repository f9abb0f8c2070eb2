// Does a deed to each item, so many at a time; what they give, in order.
export async function inLanes(lanes, items, deed) {
    const results = new Array(items.length);
    let next = 0;
    const lane = async () => {
        for (let n = next++; n < items.length; n = next++) results[n] = await deed(items[n], n);
    };
    await Promise.all(Array.from({ length: Math.min(lanes, items.length) }, lane));
    return results;
}
