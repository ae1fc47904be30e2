// Preloaded (`node --import ./src/node-version.js …`) before anything that an older Node cannot read.
// Plain JavaScript of long ago on purpose: it must itself run there.
const needed = 24;
const found = process.versions.node;

if (Number.parseInt(found, 10) < needed) {
  console.error(
    `jobgraph needs Node ${needed} or newer and found ${found} (${process.execPath}); ` +
      "`npm ci` without --ignore-scripts installs the right one into node_modules.",
  );
  process.exit(1);
}
