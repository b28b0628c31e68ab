// Measures with the package @m-lab/ndt7, on Node with ws: SERVER=host:port PROTOCOL=ws MODULES=folder node client.mjs
// With PROTOCOL=wss the certificate must be one that Node trusts (NODE_EXTRA_CA_CERTS).
import { createRequire } from "node:module";
import { Worker as Thread } from "node:worker_threads";

const { SERVER: server, PROTOCOL: protocol = "ws", MODULES: modules } = process.env;
const require = createRequire(`${modules}/`);
const ndt7 = require("@m-lab/ndt7");

globalThis.Worker = class {
  constructor(file) {
    this.thread = new Thread(new URL("./worker.mjs", import.meta.url), { workerData: { file, modules } });
    this.thread.on("message", (data) => this.onmessage({ data }));
    this.thread.on("error", (error) => this.onmessage({ data: { MsgType: "error", Error: error.message } }));
  }
  postMessage(message) {
    this.thread.postMessage(message);
  }
  terminate() {
    this.thread.terminate();
  }
};

const told = { download: 0, upload: 0 };
const named = { download: false, upload: false };
const last = {};
const note = (test) => ({ Source, Data }) => {
  if (Source === "server") {
    told[test] += 1;
    named[test] ||= Boolean(Data.ConnectionInfo);
  }
};
const keep = (test) => (complete) => { last[test] = complete; };
const file = (test) => require.resolve(`@m-lab/ndt7/src/ndt7-${test}-worker.js`);
const config = {
  server,
  protocol,
  mlabDataPolicyInapplicable: true,
  downloadworkerfile: file("download"),
  uploadworkerfile: file("upload"),
};
const code = await ndt7.test(config, {
  error: (error) => { console.error(error); process.exitCode = 1; },
  downloadMeasurement: note("download"),
  uploadMeasurement: note("upload"),
  downloadComplete: keep("download"),
  uploadComplete: keep("upload"),
});
if (code !== 0) throw new Error(`the client's code is ${code}`);
for (const test of ["download", "upload"]) {
  const { LastClientMeasurement: ours, LastServerMeasurement: theirs } = last[test];
  console.log(`${test}: ${ours.MeanClientMbps.toFixed(0)} Mbit/s in ${ours.ElapsedTime.toFixed(2)} s, ` +
    `told ${told[test]} times`);
  const sound = ours.ElapsedTime > 9 && ours.ElapsedTime < 13.5 && ours.NumBytes > 0 &&
    theirs.AppInfo.NumBytes > 0 && named[test] && told[test] >= 20 && told[test] <= 110;
  if (!sound) throw new Error(`${test}: ${JSON.stringify({ ours, theirs, told, named })}`);
}
