// Is anybody shown a state from before a command after it, in 10,000 commands beside polls that come late?
import { runCommandPlay } from "./command-play.ts";

const seed = Number(process.env.SOAK_SEED ?? Date.now() % 1_000_000);
console.log(`seed ${seed} (SOAK_SEED=${seed} repeats its chances)`);
const all: string[] = [];
for (const lateMs of [20, 120, 600]) {
  const { wrong, ...figures } = await runCommandPlay({ seed, commands: 3_500, crowd: 40, lateMs });
  console.log(`answers up to ${lateMs} ms late: ${JSON.stringify(figures)}`);
  all.push(...wrong);
}
for (const line of all.slice(0, 100)) console.log(`WRONG  ${line}`);
console.log(all.length === 0 ? "no state went back" : `${all.length} differences`);
if (all.length > 0) process.exitCode = 1;
