// Who may import whom: the table in ARCHITECTURE.md, checked. Each layer's rule lists all that it may reach.

const builtin = { dependencyTypesNot: ['core'] };
/** Packages that a layer may use, as paths in node_modules. */
const packages = (...names) => names.map((name) => `^node_modules/${name}/`);

/** A layer reaches its own folder, the paths named, and nothing else. */
function layer(name, from, { paths = [], node = false }) {
  return {
    name,
    severity: 'error',
    from: { path: from },
    to: { pathNot: [from, ...paths], ...(node ? builtin : {}) },
  };
}

const shared = '^src-shared/';
const sharedRoot = '^src-shared/[^/]+$';
const main = '^src-main/';

module.exports = {
  forbidden: [
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    { name: 'nothing-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: '^electron$' } },
    layer('shared-root', sharedRoot, { paths: ['^src-shared/ledger/', ...packages('temporal-polyfill')] }),
    layer('ledger', '^src-shared/ledger/', { paths: [sharedRoot, ...packages('temporal-polyfill')] }),
    layer('contract', '^src-shared/contract/', {
      paths: [sharedRoot, '^src-shared/ledger/', ...packages('zod', '@orpc/contract')],
    }),
    layer('platform', '^src-main/platform/', { paths: [shared, ...packages('uuid')], node: true }),
    layer('store', '^src-main/store/', {
      paths: [shared, '^src-main/platform/', ...packages('better-sqlite3', '@types/better-sqlite3', 'zod')],
      node: true,
    }),
    layer('reports', '^src-main/reports/', {
      paths: [shared, '^src-main/(store|platform)/', ...packages('exceljs', 'zod', 'temporal-polyfill')],
      node: true,
    }),
    layer('imports', '^src-main/imports/', {
      paths: [
        shared,
        '^src-main/(store|platform)/',
        ...packages('papaparse', '@types/papaparse', 'temporal-polyfill', 'zod'),
      ],
      node: true,
    }),
    layer('services', '^src-main/services/', {
      paths: [shared, '^src-main/(store|reports|imports|demo|platform)/', ...packages('@orpc/server', 'zod')],
      node: true,
    }),
    layer('demo', '^src-main/demo/', {
      paths: [shared, '^src-main/(services|store|platform)/', ...packages('temporal-polyfill')],
      node: true,
    }),
    layer('routes', '^src-main/routes/', {
      paths: [
        '^src-shared/contract/',
        '^src-main/(roles|router-errors)\\.ts$',
        '^src-main/services/',
        ...packages('@orpc/server'),
      ],
    }),
    layer('router', '^src-main/(?!app\\.ts$)[^/]+$', {
      paths: ['^src-shared/contract/', '^src-main/(routes|services|platform)/', ...packages('@orpc/server')],
    }),
    layer('app', '^src-main/app\\.ts$', {
      paths: [shared, '^src-main/router\\.ts$', '^src-main/(services|store|platform)/'],
      node: true,
    }),
    {
      name: 'app-knows-no-host',
      severity: 'error',
      from: { path: main, pathNot: '^src-main/hosts/' },
      to: { path: '^src-main/hosts/' },
    },
    layer('hosts', '^src-main/hosts/', {
      paths: [
        '^src-main/app\\.ts$',
        '^src-main/platform/',
        shared,
        '^package\\.json$',
        ...packages('electron', '@orpc/(server|openapi)'),
      ],
      node: true,
    }),
    {
      name: 'electron-only-in-its-host',
      severity: 'error',
      from: { pathNot: '^src-main/hosts/electron/' },
      to: { path: packages('electron').concat('^electron$') },
    },
    {
      name: 'hosts-are-strangers',
      severity: 'error',
      from: { path: '^src-main/hosts/([^/]+)/' },
      to: { path: '^src-main/hosts/[^/]+/', pathNot: '^src-main/hosts/$1/' },
    },
    {
      name: 'renderer-is-a-browser',
      severity: 'error',
      from: { path: '^src-renderer/' },
      to: { path: [main, ...packages('electron', 'better-sqlite3', 'exceljs')] },
    },
    {
      name: 'renderer-has-no-node',
      severity: 'error',
      from: { path: '^src-renderer/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'renderer-takes-the-contract',
      comment: 'The contract gives the renderer its types; what it computes itself lies in the root of src-shared.',
      severity: 'error',
      from: { path: '^src-renderer/' },
      to: { path: '^src-shared/ledger/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'features-are-strangers',
      severity: 'error',
      from: { path: '^src-renderer/features/([^/]+)/' },
      to: { path: '^src-renderer/(features|app)/', pathNot: '^src-renderer/features/$1/' },
    },
    {
      name: 'kit-knows-no-screen',
      severity: 'error',
      from: { path: '^src-renderer/(ui|client)/' },
      to: { path: '^src-renderer/(features|app)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // TypeScript 7 has no API for other tools yet; swc reads the same syntax.
    parser: 'swc',
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.json', '.d.ts'],
    },
  },
};
