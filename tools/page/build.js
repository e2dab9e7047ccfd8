// npm ci && npm run build: writes the scripts that the page serves, with the licences of all that is in them.

import { build } from "esbuild";
import { copyFile, readdir, readFile, writeFile } from "node:fs/promises";

const OUT = "../../engine/service/page/static";

const result = await build({
  entryPoints: ["src/editor.js"],
  outfile: `${OUT}/editor.js`,
  bundle: true,
  minify: true,
  format: "iife",
  target: ["es2022"],
  charset: "utf8",
  legalComments: "none",
  metafile: true,
});
await copyFile("node_modules/htmx.org/dist/htmx.min.js", `${OUT}/htmx.min.js`);

const packages = Object.keys(result.metafile.inputs)
  .map((name) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(name)?.[1])
  .filter(Boolean);
const texts = [];
for (const name of [...new Set([...packages, "htmx.org"])].sort()) {
  const folder = `node_modules/${name}`;
  const { version, license } = JSON.parse(await readFile(`${folder}/package.json`, "utf8"));
  const file = (await readdir(folder)).find((one) => /^licen[cs]e/i.test(one));
  texts.push(`${name} ${version} (${license})\n\n${(await readFile(`${folder}/${file}`, "utf8")).trim()}\n`);
}
await writeFile(`${OUT}/LICENCES.txt`, texts.join(`\n${"-".repeat(78)}\n\n`));
