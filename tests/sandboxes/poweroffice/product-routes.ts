import { accountFilters, productFilters, productGroupFilters } from './lists.ts';
import { productTarget, withoutStaleCodes } from './patchable.ts';
import { accountDto, productDto, productGroupDto } from './product-answers.ts';
import { ProductGroupPost, ProductPost } from './product-shapes.ts';
import { changeProduct, createGroup, createProduct, groupTitle, productById, productTitle } from './products.ts';
import { answerList } from './query.ts';
import { changing, created, ok, read, reading, readPatch, visible, type Route } from './route.ts';

/** The routes of products, product groups and ledger accounts. */
export const productRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/Products',
    roles: reading('Product'),
    handle: ({ company, query, occasion }) =>
      answerList(query, productFilters, visible(company.products.values(), occasion), (product) =>
        productDto(product, company),
      ),
  },
  {
    // Documented to answer 200, unlike every other creation.
    method: 'post',
    path: '/Products',
    roles: changing('Product'),
    query: [],
    handle: ({ company, body, occasion: { now, visibleFrom } }) =>
      ok(productDto(createProduct(company, read(ProductPost, body, productTitle), now, visibleFrom), company)),
  },
  {
    method: 'get',
    path: '/Products/:id',
    roles: reading('Product'),
    query: [],
    handle: ({ company, param }) => ok(productDto(productById(company, param('id')), company)),
  },
  {
    method: 'patch',
    path: '/Products/:id',
    roles: changing('Product'),
    query: [],
    handle: (call) => {
      const { company, param, occasion } = call;
      const product = productById(company, param('id'));
      const changes = withoutStaleCodes(
        readPatch(call, productTarget, productDto(product, company)),
        productTarget.pointers,
      );
      const { Name = product.fields.Name, ...others } = changes;
      changeProduct(company, product, { ...product.fields, ...others, Name }, occasion.now);
      return ok(productDto(product, company));
    },
  },
  {
    method: 'get',
    path: '/ProductGroups',
    roles: reading('Product'),
    handle: ({ company, query, occasion }) =>
      answerList(query, productGroupFilters, visible(company.productGroups.values(), occasion), (group) =>
        productGroupDto(group, company),
      ),
  },
  {
    method: 'post',
    path: '/ProductGroups',
    roles: changing('Product'),
    query: [],
    handle: ({ company, body, occasion: { now, visibleFrom } }) =>
      created(
        productGroupDto(createGroup(company, read(ProductGroupPost, body, groupTitle), now, visibleFrom), company),
      ),
  },
  {
    method: 'get',
    path: '/GeneralLedgerAccounts',
    roles: reading('GeneralLedgerAccount'),
    handle: ({ company, query }) =>
      answerList(query, accountFilters, company.accountsByNumber.values(), (account) => accountDto(account, company)),
  },
];
