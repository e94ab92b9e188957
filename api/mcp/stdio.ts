import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import { type Assistant, assistantServer } from "./tools.ts";

/** The same tools over standard input and output, for an assistant on this machine; resolves when it has gone. */
export async function serveAssistant(assistant: Assistant): Promise<void> {
  const server = assistantServer(assistant);
  const gone = new Promise<void>((resolve) => process.stdin.once("end", () => resolve()));
  await server.connect(new StdioServerTransport());
  await gone;
  await server.close();
}
