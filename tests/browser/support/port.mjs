import { createServer } from "node:net";

// A free port of this machine, for servers that must know their own address before they start.
export async function freePort() {
    const server = createServer();
    await new Promise((done) => server.listen(0, "127.0.0.1", done));
    const { port } = server.address();
    await new Promise((done) => server.close(done));
    return port;
}
