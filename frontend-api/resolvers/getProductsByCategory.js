import { runtime, util } from '@aws-appsync/utils';
import { query } from '@aws-appsync/utils/dynamodb';

const PAGE = 100;

/** AppSync refuses a token that it has not given, DynamoDB one of another list. */
const BAD_TOKEN = ['DynamoDB:UserIllegalArgumentException', 'DynamoDB:ValidationException'];

/** No table holds a longer key. */
const LONGEST = 500;

/** A page of one category. */
export function request(ctx) {
  if (util.isNullOrBlank(ctx.args.category) || ctx.args.category.length > LONGEST) {
    runtime.earlyReturn({ products: [] });
  }
  return query({
    index: 'category',
    query: { category: { eq: ctx.args.category } },
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
  const products = ctx.result.items.map((item) => ({ ...item, version: item.version ?? 0 }));
  return { products, nextToken: ctx.result.nextToken };
}
