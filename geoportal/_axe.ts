import { readFileSync } from "node:fs";
import { launch } from "#test/e2e/browser.ts";
const AXE = readFileSync("/work/main/node_modules/axe-core/axe.min.js", "utf8");
const b = await launch();
for (const [name,url,width,scheme] of [["m1","ar/carte?niveau=province&dans=09&code=09.001",390,"dark"],["m2","fr/carte?mesure=ordered_mad",1440,"dark"],["m3","fr/carte",390,"light"],["m4","ar/carte?niveau=commune&dans=06.141",1440,"light"]] as const) {
  const ctx = await b.newContext({ viewport:{width,height:900}, colorScheme: scheme, deviceScaleFactor: width<500?2:1 });
  const p = await ctx.newPage(); const said:string[]=[]; p.on("console",m=>{ if(m.type()==="error") said.push(m.text()); }); p.on("pageerror",e=>said.push(e.message));
  await p.goto(`http://127.0.0.1:8391/${url}`);
  for(let i=0;i<400;i++){ if(await p.evaluate(()=>document.querySelector("#map")?.getAttribute("data-ready")==="true"))break; await new Promise(r=>setTimeout(r,100)); }
  await p.evaluate(AXE);
  const v=await p.evaluate(async()=>{ const r=await (globalThis as any).axe.run({runOnly:["wcag2a","wcag2aa","wcag21a","wcag21aa","wcag22aa","best-practice"]}); return r.violations.map((x:any)=>[x.id,x.nodes.slice(0,3).map((n:any)=>n.target.join(" ")+" "+(n.any[0]?.message??"").slice(0,160))]); });
  console.log(name, JSON.stringify(v), said.join("|"), await p.evaluate(()=>document.documentElement.scrollWidth-document.documentElement.clientWidth));
  await p.screenshot({path:`/tmp/gb/${name}.png`, fullPage:true});
  if(name==="m2"){ await p.emulateMedia({media:"print",colorScheme:"light"}); await p.pdf({path:"/tmp/gb/print.pdf",format:"A4"}).catch(e=>console.log(e.message)); }
  await ctx.close();
}
await b.close();
