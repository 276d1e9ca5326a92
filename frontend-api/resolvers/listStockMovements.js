import { runtime, util } from '@aws-appsync/utils';
import { query } from '@aws-appsync/utils/dynamodb';

const PAGE = 100;

/** AppSync refuses a token that it has not given, DynamoDB one of another list. */
const BAD_TOKEN = ['DynamoDB:UserIllegalArgumentException', 'DynamoDB:ValidationException'];

/** No table holds a longer key. */
const LONGEST = 500;

/** A page of what came and went of a product, newest first. */
export function request(ctx) {
  if (util.isNullOrBlank(ctx.args.productId) || ctx.args.productId.length > LONGEST) {
    runtime.earlyReturn({ movements: [] });
  }
  return query({
    index: 'date',
    query: { productId: { eq: ctx.args.productId } },
    scanIndexForward: false,
    limit: PAGE,
    nextToken: ctx.args.nextToken,
  });
}

export function response(ctx) {
  if (!util.isNull(ctx.args.nextToken) && BAD_TOKEN.includes(ctx.error?.type)) {
    util.error('nextToken is none that this list has given', 'InvalidInput');
  }
  if (ctx.error) {
    util.error(ctx.error.message, ctx.error.type);
  }
  return { movements: ctx.result.items, nextToken: ctx.result.nextToken };
}
