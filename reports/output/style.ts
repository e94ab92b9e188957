/** The style of a report that stands alone as one HTML file; the light theme's colours, as on paper. */
export const STYLE = `
:root{color-scheme:light}
body{margin:0;background:#f9fafc;color:#181f27;font:16px/1.5 "IBM Plex Sans","Segoe UI",system-ui,sans-serif}
:lang(ar) body,:lang(ar){font-family:"IBM Plex Sans Arabic","Segoe UI",Tahoma,sans-serif;line-height:1.7}
main{max-width:60rem;margin:0 auto;padding:1.5rem;background:#fff}
h1{color:#1b4b90;font-size:2rem;line-height:1.2;margin:.2em 0}
h2{color:#1b4b90;font-size:1.4rem;margin:1.6em 0 .4em}
h3{font-size:1.1rem;margin:1.2em 0 .2em}
.place{font-size:1.25rem;margin:0}
.muted{color:#515963;font-size:.875rem}
.sample,.notice{padding:.6rem .8rem;border-radius:4px;background:#f4e8bb;color:#4a2f00;font-weight:600}
.notice{background:#e4f3fe;color:#085b87;font-weight:400}
.kpis{display:grid;grid-template-columns:repeat(auto-fill,minmax(14rem,1fr));gap:.6rem;margin:1rem 0}
.kpis div{border:1px solid #d6d9de;border-radius:4px;padding:.6rem .8rem}
.kpis dt{color:#515963;font-size:.875rem}
.kpis dd{margin:0}
.kpis strong{display:block;font-size:1.4rem;font-weight:600}
figure{margin:0 0 1.5rem}
figure svg.plot{max-width:100%;height:auto}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:.875rem}
caption{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden}
th,td{padding:.35rem .5rem;border-bottom:1px solid #d6d9de;text-align:start;font-weight:400}
thead th{background:#eef1f5;font-weight:600}
.n{text-align:end;font-variant-numeric:tabular-nums}
.group th{background:#f9fafc;color:#1b4b90;font-weight:600}
.total th,.total td{font-weight:600}
a{color:#1e5099}
code{overflow-wrap:anywhere}
@media print{body{background:#fff}main{max-width:none;padding:0}figure,tr{break-inside:avoid}}
`;
