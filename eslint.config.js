import tseslint from 'typescript-eslint';

/** A ban with the reason that its message gives. */
const ban = (group, message) => ({ group, message });
const engines = ban(
  ['sharp'],
  'Each engine has one door: pixels go through the file that imports sharp for this folder.',
);
const web = ban(
  ['express'],
  'express only carries requests to answer(): emulator/app.ts imports it, nobody else.',
);
const xml = ban(
  ['fast-xml-parser', 'fast-xml-validator'],
  'XML has one door a folder: emulator/http/xml.ts and conformance/xml.ts.',
);
const yaml = ban(
  ['yaml', 'zod'],
  'Nothing reads YAML at run time: spec/read.ts and the doors named in eslint.config.js do.',
);
const notEmulator = ban(
  ['**/emulator/**'],
  'A suite that shares code with the emulator only proves that they share code.',
);
const notConformance = ban(['**/conformance/**'], 'The emulator must not know how it is judged.');
const notAbove = ban(['**/emulator/**', '**/conformance/**'], 'spec/ is the bottom layer.');

const imports = (files, patterns, ignores = []) => ({
  files,
  ignores,
  rules: { 'no-restricted-imports': ['error', { patterns }] },
});

export default tseslint.config(
  { ignores: ['dist', 'node_modules', 'out', '**/*.gen.ts'] },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['*.js'] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: 'only-allowed-literals' },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      eqeqeq: 'error',
      'no-console': 'off',
    },
  },
  { files: ['*.js', '**/*.mjs'], ...tseslint.configs.disableTypeChecked },
  {
    // vitest's expect() and supertest answer with `any` where they cannot know better.
    files: ['**/*.test.ts', '**/*.contract.ts'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
    },
  },
  // --- layers -----------------------------------------------------------------------------------------------------
  imports(['spec/**/*.ts'], [notAbove, engines, web, xml]),
  imports(
    ['emulator/**/*.ts'],
    [notConformance, engines, web, xml, yaml],
    [
      'emulator/app.ts',
      'emulator/http/xml.ts',
      'emulator/engine/sharp.ts',
      'emulator/seed-manifest.ts',
      '**/*.test.ts',
    ],
  ),
  imports(['emulator/app.ts'], [notConformance, engines, xml, yaml]),
  imports(['emulator/http/xml.ts'], [notConformance, engines, web, yaml]),
  imports(['emulator/engine/sharp.ts'], [notConformance, web, xml, yaml]),
  imports(['emulator/seed-manifest.ts'], [notConformance, engines, web, xml]),
  imports(['emulator/**/*.test.ts'], [notConformance]),
  imports(
    ['conformance/**/*.ts'],
    [notEmulator, engines, web, xml, yaml],
    [
      'conformance/pixels.ts',
      'conformance/xml.ts',
      'conformance/format/**',
      'conformance/bench/**',
      '**/*.test.ts',
    ],
  ),
  imports(['conformance/pixels.ts'], [notEmulator, web, xml, yaml]),
  imports(['conformance/xml.ts'], [notEmulator, web, engines, yaml]),
  imports(['conformance/format/**/*.ts'], [notEmulator, web, engines, xml]),
  imports(['conformance/bench/**/*.ts'], [notEmulator, web, xml, yaml]),
  imports(['conformance/**/*.test.ts'], [notEmulator]),
  imports(['fixtures/**/*.ts'], [notEmulator, notConformance]),
);
