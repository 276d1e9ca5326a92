// What resolver code sees: @aws-appsync/utils, its dynamodb module, and nothing of the host. Handlers get and give JSON.
(function (host, makeDynamodb) {
  'use strict';

  class Signal {
    constructor(outcome) {
      this.outcome = outcome;
    }
  }

  let appended = [];
  let effects = {};
  let context = {};
  let handling = '';

  const refuse = (what) => () => {
    throw new Signal({ kind: 'failure', message: `${what} is not supported by this environment` });
  };
  const dynamodb = makeDynamodb(refuse);
  const error = (message, type, data, errorInfo) => ({
    message: String(message),
    type: type ?? null,
    data: data ?? null,
    errorInfo: errorInfo ?? null,
  });
  const isNothing = (value) => value === null || value === undefined;
  const AUTH_TYPES = {
    API_KEY: 'API Key Authorization',
    AMAZON_COGNITO_USER_POOLS: 'User Pool Authorization',
    AWS_IAM: 'IAM Authorization',
  };

  // A filter as alternatives of conditions that hold together. Of rules at least one must hold.
  const combined = (some, others) => some.flatMap((one) => others.map((other) => [...one, ...other]));
  const alternatives = (filter, ignored) =>
    Object.entries(filter ?? {})
      .filter(([name]) => !ignored.includes(name))
      .map(([name, wanted]) => {
        if (name === 'or') {
          return wanted.flatMap((part) => alternatives(part, ignored));
        }
        if (name === 'and') {
          return wanted.map((part) => alternatives(part, ignored)).reduce(combined, [[]]);
        }
        return [Object.entries(wanted ?? {}).map(([operator, value]) => ({ fieldName: name, operator, value }))];
      })
      .reduce(combined, [[]]);
  const subscriptionFilter = (filter, ignored, rules) => {
    const required = Object.entries(rules ?? {}).flatMap(([name, wanted]) => alternatives({ [name]: wanted }, []));
    const groups = combined(alternatives(filter, ignored), required.length === 0 ? [[]] : required);
    const everything = groups.some((filters) => filters.length === 0);
    return { filterGroup: everything ? [] : groups.map((filters) => ({ filters })) };
  };
  const responding = (what, type) => {
    if (context.info?.parentTypeName !== type || handling !== 'response') {
      throw new Signal({ kind: 'failure', message: `${what} can only be used in the response handler of a ${type.toLowerCase()}` });
    }
  };

  const util = {
    error: (message, type, data, errorInfo) => {
      throw new Signal({ kind: 'error', error: error(message, type, data, errorInfo) });
    },
    appendError: (message, type, data, errorInfo) => {
      appended.push(error(message, type, data, errorInfo));
    },
    unauthorized: () => {
      throw new Signal({ kind: 'unauthorized' });
    },
    validate: (condition, message, type, data) => {
      if (!condition) {
        util.error(message, type ?? 'CustomTemplateException', data);
      }
    },
    authType: () => AUTH_TYPES[context.authType],
    autoId: () => host.autoId(),
    autoUlid: () => host.autoUlid(),
    autoKsuid: () => host.autoKsuid(),
    matches: (pattern, value) => host.matches(pattern, value),
    escapeJavaScript: (value) => host.escapeJavaScript(value),
    urlEncode: (value) => host.urlEncode(value),
    urlDecode: (value) => host.urlDecode(value),
    base64Encode: (value) => host.base64Encode(value),
    base64Decode: (value) => host.base64Decode(value),
    isNull: isNothing,
    isNullOrEmpty: (value) => isNothing(value) || value === '',
    isNullOrBlank: (value) => isNothing(value) || String(value).trim() === '',
    defaultIfNull: (value, other) => (isNothing(value) ? other : value),
    defaultIfNullOrEmpty: (value, other) => (util.isNullOrEmpty(value) ? other : value),
    defaultIfNullOrBlank: (value, other) => (util.isNullOrBlank(value) ? other : value),
    isString: (value) => typeof value === 'string',
    isNumber: (value) => typeof value === 'number',
    isBoolean: (value) => typeof value === 'boolean',
    isList: (value) => Array.isArray(value),
    isMap: (value) => !isNothing(value) && typeof value === 'object' && !Array.isArray(value),
    time: {
      nowISO8601: () => host.formatted(host.now(), null, null),
      nowEpochSeconds: () => Math.floor(host.now() / 1000),
      nowEpochMilliSeconds: () => host.now(),
      nowFormatted: (format, zone) => host.formatted(host.now(), format, zone ?? 'UTC'),
      parseFormattedToEpochMilliSeconds: (text, format, zone) => host.parsed(text, format, zone ?? null),
      parseISO8601ToEpochMilliSeconds: (text) => host.parsed(text, null, null),
      epochMilliSecondsToSeconds: (milliseconds) => Math.floor(milliseconds / 1000),
      epochMilliSecondsToISO8601: (milliseconds) => host.formatted(milliseconds, null, null),
      epochMilliSecondsToFormatted: (milliseconds, format, zone) => host.formatted(milliseconds, format, zone ?? 'UTC'),
    },
    dynamodb: dynamodb.util,
    transform: {
      toDynamoDBFilterExpression: dynamodb.filterExpression,
      toDynamoDBConditionExpression: dynamodb.filterExpression,
      toElasticsearchQueryDSL: refuse('util.transform.toElasticsearchQueryDSL'),
      toSubscriptionFilter: (filter, ignored, rules) => subscriptionFilter(filter, ignored ?? [], rules),
    },
    math: {
      roundNum: (value) => Math.round(value),
      minVal: (one, other) => Math.min(one, other),
      maxVal: (one, other) => Math.max(one, other),
      randomDouble: () => Math.random(),
      randomWithinRange: (start, end) => Math.floor(start + Math.random() * (end - start)),
    },
    str: {
      toLower: (value) => value.toLowerCase(),
      toUpper: (value) => value.toUpperCase(),
      toReplace: (value, from, to) => value.replaceAll(from, to),
      normalize: (value, form) => value.normalize(form.toUpperCase()),
    },
    http: {
      copyHeaders: (headers) => {
        const kept = Object.entries(headers ?? {}).filter(([name]) => !['host', 'authorization', 'content-length'].includes(name));
        return Object.fromEntries(kept);
      },
      addResponseHeader: refuse('util.http.addResponseHeader'),
      addResponseHeaders: refuse('util.http.addResponseHeaders'),
    },
    xml: { toMap: refuse('util.xml.toMap'), toJsonString: refuse('util.xml.toJsonString') },
    rds: { toJsonObject: refuse('util.rds.toJsonObject'), toJsonString: refuse('util.rds.toJsonString') },
  };
  const runtime = {
    earlyReturn: (value, options) => {
      throw new Signal({ kind: 'early', value: value ?? null, skipTo: options?.skipTo ?? 'NEXT' });
    },
  };
  const extensions = {
    evictFromApiCache: refuse('extensions.evictFromApiCache'),
    setSubscriptionFilter: (filter) => {
      responding('extensions.setSubscriptionFilter', 'Subscription');
      effects.filter = filter;
    },
    setSubscriptionInvalidationFilter: (filter) => {
      responding('extensions.setSubscriptionInvalidationFilter', 'Subscription');
      effects.invalidationFilter = filter;
    },
    invalidateSubscriptions: (invalidation) => {
      responding('extensions.invalidateSubscriptions', 'Mutation');
      effects.invalidations = [...(effects.invalidations ?? []), invalidation];
    },
  };
  const line = (values) => values.map((value) => (typeof value === 'string' ? value : JSON.stringify(value))).join(' ');
  const console = { log: (...values) => host.log(line(values)), error: (...values) => host.log(line(values)) };
  const utils = { util, runtime, extensions };

  // Nothing that one request does may be seen by the next: what lives on between them is frozen.
  const ownKeys = Reflect.ownKeys;
  const frozen = new Set();
  const freeze = (value) => {
    if (isNothing(value) || (typeof value !== 'object' && typeof value !== 'function') || frozen.has(value)) {
      return;
    }
    frozen.add(value);
    Object.freeze(value);
    for (const key of ownKeys(value)) {
      const descriptor = Object.getOwnPropertyDescriptor(value, key);
      freeze(descriptor.value);
    }
  };
  const parse = JSON.parse;
  const stringify = JSON.stringify;
  const Pattern = RegExp;
  Object.assign(globalThis, { util, runtime, extensions, console });
  const KEPT = [
    'util', 'runtime', 'extensions', 'console', 'globalThis', 'undefined', 'NaN', 'Infinity', 'Object', 'Array', 'String', 'Number',
    'Boolean', 'Math', 'JSON', 'Date', 'parseInt', 'parseFloat', 'isNaN', 'isFinite', 'encodeURIComponent', 'decodeURIComponent',
    'encodeURI', 'decodeURI', 'Error', 'TypeError', 'RangeError', 'SyntaxError', 'ReferenceError', 'EvalError', 'URIError',
  ];
  for (const name of ownKeys(globalThis)) {
    if (!KEPT.includes(name)) {
      delete globalThis[name];
    }
  }
  freeze(utils);
  freeze(dynamodb.module);
  freeze(globalThis);
  freeze(Object.getPrototypeOf(function () {}));

  const where = (thrown, file) => {
    const frame = String(thrown.stack ?? '').match(new Pattern(`${file.replaceAll('.', '[.]')}:(\\d+)`));
    return frame ? `${file}:${frame[1]}` : file;
  };

  return (factory, handler, file, json) => {
    appended = [];
    effects = {};
    handling = handler;
    context = parse(json);
    context.args = context.arguments;
    let outcome;
    try {
      const value = factory(utils, dynamodb.module)[handler](context);
      outcome = { kind: 'value', value: value ?? null };
    } catch (thrown) {
      outcome =
        thrown instanceof Signal
          ? thrown.outcome
          : { kind: 'failure', message: `${thrown?.name}: ${thrown?.message} at ${where(thrown ?? {}, file)}` };
    }
    return stringify({ ...outcome, stash: context.stash ?? {}, appended, effects });
  };
});
