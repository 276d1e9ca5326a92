import { util } from '@aws-appsync/utils';

const MOST = { productId: 200, name: 200, category: 100, tag: 100, picture: 2000 };
const MOST_TAGS = 40;
const MOST_PICTURES = 40;
const MOST_AMOUNT = 2147483647;

/**
 * Makes a product (version 1), or changes what is given of one whose version is the one that the caller knows: null takes a category, tags
 * or pictures away. A product that was written without a version has version 0.
 */
export function request(ctx) {
  const problems = problemsOf(ctx.args.input, ctx.info.fieldName === 'createProduct');
  if (problems.length > 0) {
    util.error(problems.join('; '), 'InvalidInput');
  }
  return ctx.info.fieldName === 'createProduct' ? creation(ctx.args.input) : change(ctx.args.input);
}

export function response(ctx) {
  if (ctx.error?.type === 'DynamoDB:ConditionalCheckFailedException') {
    refuse(ctx);
  }
  if (ctx.error) {
    util.error(ctx.error.message, ctx.error.type);
  }
  return { success: true, product: ctx.result };
}

function creation(input) {
  const now = util.time.nowISO8601();
  const product = { version: 1, createdDate: now, modifiedDate: now };
  Object.keys(input).forEach((name) => {
    if (name !== 'productId' && input[name] !== null) {
      product[name] = input[name];
    }
  });
  return {
    operation: 'PutItem',
    key: util.dynamodb.toMapValues({ productId: input.productId ?? util.autoId() }),
    attributeValues: util.dynamodb.toMapValues(product),
    condition: { expression: 'attribute_not_exists(productId)' },
  };
}

function change(input) {
  const { version } = input;
  const sets = ['#version = :next', '#modifiedDate = :now'];
  const removes = [];
  const names = { '#version': 'version', '#modifiedDate': 'modifiedDate' };
  const values = { ':next': version + 1, ':now': util.time.nowISO8601() };
  Object.keys(input).forEach((name) => {
    if (name !== 'productId' && name !== 'version') {
      names[`#${name}`] = name;
      if (input[name] === null) {
        removes.push(`#${name}`);
      } else {
        sets.push(`#${name} = :${name}`);
        values[`:${name}`] = input[name];
      }
    }
  });
  const remove = removes.length > 0 ? ` REMOVE ${removes.join(', ')}` : '';
  return {
    operation: 'UpdateItem',
    key: util.dynamodb.toMapValues({ productId: input.productId }),
    update: {
      expression: `SET ${sets.join(', ')}${remove}`,
      expressionNames: names,
      expressionValues: util.dynamodb.toMapValues(values),
    },
    condition: {
      expression: `attribute_exists(productId) AND ${version === 0 ? '(attribute_not_exists(#v) OR #v = :v)' : '#v = :v'}`,
      expressionNames: { '#v': 'version' },
      expressionValues: util.dynamodb.toMapValues({ ':v': version }),
    },
  };
}

function refuse(ctx) {
  const { productId, version } = ctx.args.input;
  if (ctx.info.fieldName === 'createProduct') {
    util.error(`there is a product ${productId} already`, 'Conflict');
  }
  if (!ctx.result) {
    util.error(`there is no product ${productId}`, 'NotFound');
  }
  util.error(`product ${productId} has version ${ctx.result.version ?? 0}, not ${version}`, 'Conflict');
}

/** Every problem, each with the name of its field. */
function problemsOf(input, isNew) {
  const problems = [];
  if (!isNew || !util.isNull(input.productId)) {
    text(problems, 'productId', input.productId, MOST.productId);
  }
  if (Object.hasOwn(input, 'name')) {
    text(problems, 'name', input.name, MOST.name);
  }
  if (Object.hasOwn(input, 'price')) {
    amount(problems, 'price', input.price);
  }
  if (Object.hasOwn(input, 'package')) {
    measures(problems, input.package);
  }
  if (!isNew) {
    amount(problems, 'version', input.version);
  }
  if (!util.isNull(input.category)) {
    text(problems, 'category', input.category, MOST.category);
  }
  texts(problems, 'tags', input.tags, MOST_TAGS, MOST.tag);
  texts(problems, 'pictures', input.pictures, MOST_PICTURES, MOST.picture);
  return problems;
}

function measures(problems, size) {
  if (util.isNull(size)) {
    problems.push('package is missing');
  } else {
    ['width', 'length', 'height', 'weight'].forEach((name) => amount(problems, `package.${name}`, size[name]));
  }
}

function amount(problems, name, value) {
  if (util.isNull(value)) {
    problems.push(`${name} is missing`);
  } else if (value < 0) {
    problems.push(`${name} is ${value}; it must not be negative`);
  } else if (value >= MOST_AMOUNT) {
    problems.push(`${name} is too large`);
  }
}

function text(problems, name, value, most) {
  if (util.isNullOrBlank(value)) {
    problems.push(`${name} is empty`);
  } else if (value.length > most) {
    problems.push(`${name} has ${value.length} characters; it must not have more than ${most}`);
  }
}

function texts(problems, name, values, most, longest) {
  const list = values ?? [];
  if (list.length > most) {
    problems.push(`${name} has ${list.length} elements; it must not have more than ${most}`);
  }
  list.forEach((value, i) => text(problems, `${name}[${i}]`, value, longest));
}
