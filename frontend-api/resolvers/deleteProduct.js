import { util } from '@aws-appsync/utils';

/** No table holds a longer key. */
const LONGEST = 500;

/** Takes a product out of the catalogue, if its version is the one that the caller knows; without a version it has version 0. */
export function request(ctx) {
  const { productId, version } = ctx.args.input;
  if (util.isNullOrBlank(productId)) {
    util.error('productId is empty', 'InvalidInput');
  }
  if (productId.length > LONGEST) {
    util.error(`there is no product ${productId}`, 'NotFound');
  }
  return {
    operation: 'DeleteItem',
    key: util.dynamodb.toMapValues({ productId }),
    condition: {
      expression: version === 0 ? 'attribute_exists(productId) AND (attribute_not_exists(#v) OR #v = :v)' : '#v = :v',
      expressionNames: { '#v': 'version' },
      expressionValues: util.dynamodb.toMapValues({ ':v': version }),
    },
  };
}

export function response(ctx) {
  const { productId, version } = ctx.args.input;
  if (ctx.error && ctx.error.type !== 'DynamoDB:ConditionalCheckFailedException') {
    util.error(ctx.error.message, ctx.error.type);
  }
  if (!ctx.result) {
    util.error(`there is no product ${productId}`, 'NotFound');
  }
  if (ctx.error) {
    util.error(`product ${productId} has version ${ctx.result.version ?? 0}, not ${version}`, 'Conflict');
  }
  return { success: true, product: { ...ctx.result, version: ctx.result.version ?? 0 } };
}
