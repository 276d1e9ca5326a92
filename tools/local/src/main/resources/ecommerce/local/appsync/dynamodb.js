// @aws-appsync/utils/dynamodb and util.dynamodb: requests and expressions for DynamoDB data sources.
(function (refuse) {
  'use strict';

  const OPERATION = '$operation';
  const TYPES = {
    _null: 'NULL', string: 'S', stringSet: 'SS', number: 'N', numberSet: 'NS', binary: 'B', binarySet: 'BS', boolean: 'BOOL',
    list: 'L', map: 'M',
  };
  const COMPARISONS = { eq: '=', ne: '<>', le: '<=', lt: '<', ge: '>=', gt: '>' };

  const isObject = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);
  const isSet = (value) => isObject(value) && Object.keys(value).length === 1 && ['SS', 'NS', 'BS'].includes(Object.keys(value)[0]);

  const toMapValues = (value) => {
    if (!isObject(value)) {
      return null;
    }
    const typed = {};
    for (const [name, member] of Object.entries(value)) {
      if (member !== undefined) {
        typed[name] = toDynamoDB(member);
      }
    }
    return typed;
  };

  function toDynamoDB(value) {
    switch (typeof value) {
      case 'string':
        return { S: value };
      case 'number':
        return { N: String(value) };
      case 'boolean':
        return { BOOL: value };
      case 'object':
        if (value === null) {
          return { NULL: true };
        }
        if (Array.isArray(value)) {
          return { L: value.map(toDynamoDB) };
        }
        return isSet(value) ? value : { M: toMapValues(value) };
      default:
        return { NULL: true };
    }
  }

  const orNull = (value, make) => (value === null || value === undefined ? null : make(value));

  const util = {
    toDynamoDB,
    toMapValues,
    toString: (value) => orNull(value, (v) => ({ S: String(v) })),
    toStringSet: (values) => orNull(values, (v) => ({ SS: v.map(String) })),
    toNumber: (value) => orNull(value, (v) => ({ N: String(v) })),
    toNumberSet: (values) => orNull(values, (v) => ({ NS: v.map(String) })),
    toBinary: (value) => orNull(value, (v) => ({ B: v })),
    toBinarySet: (values) => orNull(values, (v) => ({ BS: v })),
    toBoolean: (value) => orNull(value, (v) => ({ BOOL: v })),
    toNull: () => ({ NULL: true }),
    toList: (values) => orNull(values, toDynamoDB),
    toMap: (value) => orNull(value, toDynamoDB),
    toS3Object: refuse('util.dynamodb.toS3Object'),
    fromS3ObjectJson: refuse('util.dynamodb.fromS3ObjectJson'),
  };

  /** Placeholders of one expression. */
  function placeholders(prefix) {
    const names = {};
    const values = {};
    return {
      names,
      values,
      name: (attribute) => {
        const known = Object.keys(names).find((placeholder) => names[placeholder] === attribute);
        const placeholder = known ?? `#${prefix}Name_${Object.keys(names).length + 1}`;
        names[placeholder] = attribute;
        return placeholder;
      },
      value: (value) => {
        const placeholder = `:${prefix}Value_${Object.keys(values).length + 1}`;
        values[placeholder] = toDynamoDB(value);
        return placeholder;
      },
    };
  }

  function comparison(at, operator, value, name, holders) {
    if (Object.hasOwn(COMPARISONS, operator)) {
      return `(${name} ${COMPARISONS[operator]} ${holders.value(value)})`;
    }
    switch (operator) {
      case 'between':
        return `(${name} BETWEEN ${holders.value(value[0])} AND ${holders.value(value[1])})`;
      case 'in':
        return `(${name} IN (${value.map((one) => holders.value(one)).join(', ')}))`;
      case 'beginsWith':
        return `(begins_with(${name}, ${holders.value(value)}))`;
      case 'contains':
        return `(contains(${name}, ${holders.value(value)}))`;
      case 'notContains':
        return `(NOT contains(${name}, ${holders.value(value)}))`;
      case 'attributeExists':
        return value ? `(attribute_exists(${name}))` : `(attribute_not_exists(${name}))`;
      case 'attributeType':
        return `(attribute_type(${name}, ${holders.value(TYPES[value] ?? value)}))`;
      default:
        return refuse(`the operator ${operator} of ${at}`)();
    }
  }

  function conditions(object, holders) {
    const parts = [];
    for (const [key, value] of Object.entries(object)) {
      if (value === null || value === undefined) {
        continue;
      }
      if (key === 'and' || key === 'or') {
        const all = (Array.isArray(value) ? value : [value]).map((one) => conditions(one, holders));
        parts.push(`(${all.join(key === 'and' ? ' AND ' : ' OR ')})`);
      } else if (key === 'not') {
        parts.push(`(NOT ${conditions(value, holders)})`);
      } else {
        for (const [operator, operand] of Object.entries(value)) {
          if (operand !== undefined && operand !== null) {
            parts.push(comparison(key, operator, operand, holders.name(key), holders));
          }
        }
      }
    }
    return parts.length === 1 ? parts[0] : `(${parts.join(' AND ')})`;
  }

  function expression(object, prefix) {
    if (object === null || object === undefined || Object.keys(object).length === 0) {
      return undefined;
    }
    const holders = placeholders(prefix);
    const text = conditions(object, holders);
    const made = { expression: text, expressionNames: holders.names };
    if (Object.keys(holders.values).length > 0) {
      made.expressionValues = holders.values;
    }
    return made;
  }

  function projection(paths) {
    if (!paths) {
      return undefined;
    }
    const holders = placeholders('proj');
    const text = paths.map((path) => path.split('.').map(holders.name).join('.')).join(', ');
    return { expression: text, expressionNames: holders.names };
  }

  const operation = (type, members) => ({ [OPERATION]: type, ...members });
  const operations = {
    add: (payload) => operation('replace', { payload }),
    replace: (payload) => operation('replace', { payload }),
    remove: () => operation('remove'),
    increment: (by) => operation('increment', { by: by ?? 1 }),
    decrement: (by) => operation('increment', { by: -(by ?? 1) }),
    append: (payload) => operation('append', { payload }),
    prepend: (payload) => operation('prepend', { payload }),
    updateListItem: (payload, index) => operation('item', { payload, index }),
  };
  const isOperation = (value) => isObject(value) && Object.hasOwn(value, OPERATION);
  const holdsOperations = (value) => isObject(value) && Object.values(value).some((member) => isOperation(member));

  function change(path, value, holders, sets, removes) {
    if (holdsOperations(value)) {
      for (const [name, member] of Object.entries(value)) {
        change(`${path}.${holders.name(name)}`, member, holders, sets, removes);
      }
    } else if (Array.isArray(value) && value.length > 0 && value.every(isOperation)) {
      value.forEach((member) => change(path, member, holders, sets, removes));
    } else if (!isOperation(value)) {
      sets.push(`${path} = ${holders.value(value)}`);
    } else {
      operate(path, value, holders, sets, removes);
    }
  }

  function operate(path, made, holders, sets, removes) {
    switch (made[OPERATION]) {
      case 'replace':
        sets.push(`${path} = ${holders.value(made.payload)}`);
        break;
      case 'remove':
        removes.push(path);
        break;
      case 'increment':
        sets.push(`${path} = if_not_exists(${path}, ${holders.value(0)}) + ${holders.value(made.by)}`);
        break;
      case 'append':
        sets.push(`${path} = list_append(if_not_exists(${path}, ${holders.value([])}), ${holders.value(made.payload)})`);
        break;
      case 'prepend':
        sets.push(`${path} = list_append(${holders.value(made.payload)}, if_not_exists(${path}, ${holders.value([])}))`);
        break;
      default:
        sets.push(`${path}[${made.index}] = ${holders.value(made.payload)}`);
    }
  }

  function updateExpression(update) {
    const holders = placeholders('up');
    const sets = [];
    const removes = [];
    for (const [name, value] of Object.entries(update)) {
      if (value !== undefined) {
        change(holders.name(name), value, holders, sets, removes);
      }
    }
    const clauses = [];
    if (sets.length > 0) {
      clauses.push(`SET ${sets.join(', ')}`);
    }
    if (removes.length > 0) {
      clauses.push(`REMOVE ${removes.join(', ')}`);
    }
    const made = { expression: clauses.join(' '), expressionNames: holders.names };
    if (Object.keys(holders.values).length > 0) {
      made.expressionValues = holders.values;
    }
    return made;
  }

  const condition = (payload) => expression(payload.condition, 'cond');
  const page = (payload) => ({
    index: payload.index,
    limit: payload.limit,
    nextToken: payload.nextToken,
    consistentRead: payload.consistentRead,
    scanIndexForward: payload.scanIndexForward,
    select: payload.select,
    filter: expression(payload.filter, 'filter'),
    projection: projection(payload.projection),
  });
  const tables = (payload, make) =>
    Object.fromEntries(Object.entries(payload.tables).map(([table, value]) => [table, make(value)]));

  function transactItem(item) {
    const [kind, payload] = Object.entries(item)[0];
    const common = { table: payload.table, key: toMapValues(payload.key), condition: condition(payload) };
    switch (kind) {
      case 'putItem':
        return { ...common, operation: 'PutItem', attributeValues: toMapValues(payload.item) };
      case 'updateItem':
        return { ...common, operation: 'UpdateItem', update: updateExpression(payload.update) };
      case 'deleteItem':
        return { ...common, operation: 'DeleteItem' };
      case 'conditionCheck':
        return { ...common, operation: 'ConditionCheck' };
      default:
        return refuse(`the transaction item ${kind}`)();
    }
  }

  const module = {
    get: (payload) => ({
      operation: 'GetItem',
      key: toMapValues(payload.key),
      consistentRead: payload.consistentRead,
      projection: projection(payload.projection),
    }),
    put: (payload) => ({
      operation: 'PutItem',
      key: toMapValues(payload.key),
      attributeValues: toMapValues(payload.item),
      condition: condition(payload),
    }),
    update: (payload) => ({
      operation: 'UpdateItem',
      key: toMapValues(payload.key),
      update: updateExpression(payload.update),
      condition: condition(payload),
    }),
    remove: (payload) => ({ operation: 'DeleteItem', key: toMapValues(payload.key), condition: condition(payload) }),
    query: (payload) => ({ operation: 'Query', query: expression(payload.query, 'key'), ...page(payload) }),
    scan: (payload) => ({
      operation: 'Scan',
      totalSegments: payload.totalSegments,
      segment: payload.segment,
      ...page(payload),
    }),
    sync: refuse('sync of @aws-appsync/utils/dynamodb'),
    batchGet: (payload) => ({
      operation: 'BatchGetItem',
      tables: tables(payload, (table) => ({
        keys: table.keys.map(toMapValues),
        consistentRead: table.consistentRead,
        projection: projection(table.projection),
      })),
    }),
    batchPut: (payload) => ({ operation: 'BatchPutItem', tables: tables(payload, (items) => items.map(toMapValues)) }),
    batchDelete: (payload) => ({ operation: 'BatchDeleteItem', tables: tables(payload, (keys) => keys.map(toMapValues)) }),
    transactGet: (payload) => ({
      operation: 'TransactGetItems',
      transactItems: payload.items.map((item) => ({
        table: item.table,
        key: toMapValues(item.key),
        projection: projection(item.projection),
      })),
    }),
    transactWrite: (payload) => ({ operation: 'TransactWriteItems', transactItems: payload.items.map(transactItem) }),
    operations,
    toStringSet: util.toStringSet,
    toNumberSet: util.toNumberSet,
    toBinarySet: util.toBinarySet,
  };

  return { util, module, filterExpression: (object) => JSON.stringify(expression(object, 'filter') ?? null) };
});
