// What a browser's worker is, for the workers of @m-lab/ndt7: a WebSocket, postMessage and onmessage.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { runInThisContext } from "node:vm";
import { parentPort, workerData } from "node:worker_threads";

globalThis.WebSocket = createRequire(`${workerData.modules}/`)("ws").WebSocket;
globalThis.postMessage = (message) => parentPort.postMessage(message);
globalThis.self = globalThis;
runInThisContext(readFileSync(workerData.file, "utf8"), workerData.file);
parentPort.on("message", (data) => globalThis.self.onmessage({ data }));
