/** Runs once before the tests: nothing yet is shared but the fixture home, which builds itself on first use. */
export default function setup(): void {
  const major = Number(process.versions.node.split(".")[0]);
  if (major < 24) throw new Error(`node: ${process.versions.node}: run through npm, which brings Node 24`);
}
