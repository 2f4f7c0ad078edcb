import type { System } from '../contract.ts';
import { defineCollector } from '../define-collector.ts';
import { checkSql } from './check.ts';
import { collectRows, usualBounds, type Bounds } from './collect.ts';
import { readSqlOptions } from './columns.ts';
import { patience } from './dialects.ts';
import { sqlCredentials, sqlOperatorSettings, sqlSettings } from './settings.ts';
import { sqlTexts } from './texts/texts.ts';

/** A view or table of an office's own database, in PostgreSQL, MariaDB or MySQL. */
export const defineSql = (bounds: Bounds = usualBounds): System =>
  defineCollector({
    key: 'sql',
    label: 'SQL database',
    texts: sqlTexts,
    operator: sqlOperatorSettings,
    settings: sqlSettings,
    credentials: sqlCredentials,
    timing: { callTimeout: patience.connect + patience.statement, settle: 0 },
    check: checkSql,
    options: readSqlOptions,
    collectArticles: (context, request) => collectRows(context, request, bounds),
  });

export const sql = defineSql();
