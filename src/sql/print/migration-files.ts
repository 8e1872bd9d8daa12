import { createStatements, dropStatements, purpose, type Tables } from './tables-to-print.js'

export function printSql(tables: Tables): string {
  return `-- ${purpose}\n${createStatements(tables)
    .map((statement) => `\n${statement};\n`)
    .join('')}`
}

export function printKnex(tables: Tables): string {
  return printFunctions(tables, {
    parameter: '/** @param {import("knex").Knex} knex */',
    name: 'knex',
    run: 'knex.schema.raw',
  })
}

export function printSequelize(tables: Tables): string {
  return printFunctions(tables, {
    parameter: '/** @param {import("sequelize").QueryInterface} queryInterface */',
    name: 'queryInterface',
    run: 'queryInterface.sequelize.query',
  })
}

interface Functions {
  readonly parameter: string
  readonly name: string
  readonly run: string
}

function printFunctions(tables: Tables, { parameter, name, run }: Functions): string {
  const isEsm = tables.modules === 'esm'
  const define = (step: string, statements: readonly string[]): string =>
    [
      parameter,
      isEsm ? `export async function ${step}(${name}) {` : `exports.${step} = async (${name}) => {`,
      ...statements.map((statement) => `  await ${run}(${literal(statement, '  ')})`),
      '}',
    ].join('\n')
  return [
    `// ${purpose}`,
    '',
    define('up', createStatements(tables)),
    '',
    define('down', dropStatements(tables)),
    '',
  ].join('\n')
}

export function printTypeorm(tables: Tables): string {
  const name = `Sparekey${tables.at.getTime()}`
  return [
    "import type { MigrationInterface, QueryRunner } from 'typeorm'",
    '',
    `/** ${purpose} */`,
    `export class ${name} implements MigrationInterface {`,
    `  name = '${name}'`,
    '',
    '  async up(queryRunner: QueryRunner): Promise<void> {',
    ...createStatements(tables).map((one) => `    await queryRunner.query(${literal(one, '    ')})`),
    '  }',
    '',
    '  async down(queryRunner: QueryRunner): Promise<void> {',
    ...dropStatements(tables).map((one) => `    await queryRunner.query(${literal(one, '    ')})`),
    '  }',
    '}',
    '',
  ].join('\n')
}

export function printMikroOrm(tables: Tables): string {
  const digits = tables.at.toISOString().replace(/\D/g, '').slice(0, 14)
  return [
    "import { Migration } from '@mikro-orm/migrations'",
    '',
    `/** ${purpose} */`,
    `export class Migration${digits} extends Migration {`,
    '  override async up(): Promise<void> {',
    ...createStatements(tables).map((one) => `    this.addSql(${literal(one, '    ')})`),
    '  }',
    '',
    '  override async down(): Promise<void> {',
    ...dropStatements(tables).map((one) => `    this.addSql(${literal(one, '    ')})`),
    '  }',
    '}',
    '',
  ].join('\n')
}

/** A template literal, its lines moved in with the code around it. */
function literal(statement: string, indent: string): string {
  const escaped = statement.replace(/[\\`]|\$\{/g, (part) => `\\${part}`)
  return `\`${escaped.replaceAll('\n', `\n${indent}`)}\``
}
