// The compared routes with Fastify and its schemas. Arguments: the port, the number of further routes.
import Fastify from 'fastify';

const string = { type: 'string' };
const number = { type: 'number' };
const integer = { type: 'integer' };
const boolean = { type: 'boolean' };

const object = (properties) => ({ type: 'object', properties });
const answers = (schema) => ({ response: { 200: schema } });

const order = object({
  id: integer,
  customer: string,
  region: string,
  express: boolean,
  items: { type: 'array', items: object({ price: number, qty: integer }) },
});
const invoice = object({
  id: integer,
  customer: string,
  items: integer,
  subtotal: number,
  discount: number,
  tax: number,
  shipping: integer,
  total: number,
});
const inquiry = object({
  customer: string,
  country: string,
  tier: string,
  coupon: string,
  quantity: integer,
  unit_price: number,
  weight: number,
  express: boolean,
});
const quote = object({
  customer: string,
  net: number,
  discount: number,
  shipping: number,
  insurance: number,
  tax: number,
  gross: number,
  points: integer,
  due: number,
  first: number,
  rest: number,
  state: string,
});
const account = {
  type: 'object',
  required: ['email', 'name', 'age'],
  properties: {
    email: { type: 'string', format: 'email' },
    name: { type: 'string', minLength: 2 },
    age: { type: 'integer', minimum: 18 },
    tags: { type: 'array', items: string, maxItems: 5 },
  },
};
const rejection = object({
  message: string,
  errors: { type: 'array', items: object({ field: string, message: string }) },
});

function calculateTax(price) {
  return price + 10;
}

function invoiceOf(order) {
  let subtotal = 0;
  let discount = 0;
  let count = 0;
  for (const item of order.items) {
    const line = item.price * item.qty;
    if (item.qty >= 10) discount += line * 0.05;
    subtotal += line;
    count += item.qty;
  }
  const rate = order.region === 'EU' ? 0.2 : order.region === 'US' ? 0.07 : 0.1;
  let shipping = 9;
  if (subtotal > 100) shipping = order.express ? 15 : 0;
  const tax = (subtotal - discount) * rate;
  const total = subtotal - discount + tax + shipping;
  return { id: order.id, customer: order.customer, items: count, subtotal, discount, tax, shipping, total };
}

function quoteOf(body) {
  const net = body.quantity * body.unit_price;
  let rebate = 0;
  if (body.quantity >= 10) rebate += 0.05;
  if (body.quantity >= 100) rebate += 0.05;
  if (body.tier === 'gold') rebate += 0.03;
  if (body.coupon === 'SPRING') rebate += 0.02;
  if (rebate > 0.15) rebate = 0.15;
  const discount = net * rebate;
  const goods = net - discount;
  let vat = 0.2;
  if (body.country === 'DE') vat = 0.19;
  if (body.country === 'US') vat = 0;
  let base = 4.5;
  const weight = body.weight * body.quantity;
  if (weight > 20) base += 6;
  if (weight > 100) base += 20;
  let shipping = base + weight * 0.1;
  if (body.express) shipping *= 2;
  if (goods > 500) shipping = 0;
  let insurance = goods * 0.01;
  if (insurance < 2.5) insurance = 2.5;
  let handling = 1.5;
  if (body.quantity > 50) handling += 5;
  const taxable = goods + shipping + insurance + handling;
  const tax = taxable * vat;
  const gross = taxable + tax;
  let points = 0;
  if (body.tier === 'gold') points = body.quantity * 3;
  if (body.tier === 'silver') points = body.quantity * 2;
  if (gross > 200) points += 25;
  let fee = 0;
  if (gross < 50) fee = 3;
  const due = gross + fee;
  let rate = 1;
  if (body.country === 'US') rate = 1.1;
  const local = due * rate;
  const first = local / 4;
  const rest = local - first;
  let state = 'open';
  if (local > 1000) state = 'review';
  return { customer: body.customer, net, discount, shipping, insurance, tax, gross, points, due, first, rest, state };
}

const [port, routes] = process.argv.slice(2).map(Number);
const server = Fastify({ logger: false, ajv: { customOptions: { allErrors: true } } });

server.setErrorHandler((error, request, reply) => {
  if (!error.validation) {
    reply.code(error.statusCode ?? 500).send({ message: error.message });
    return;
  }
  const errors = error.validation.map((problem) => ({
    field: problem.instancePath.slice(1) || problem.params.missingProperty,
    message: problem.message,
  }));
  reply.code(400).send({ message: 'Validation failed', errors });
});

server.get('/api/hello', { schema: answers(object({ message: string })) }, async () => ({ message: 'Hello, World!' }));
server.get('/api/users/:id', { schema: answers(object({ id: string, name: string })) }, async (request) => ({
  id: request.params.id,
  name: `User ${request.params.id}`,
}));
server.post('/api/checkout/0', { schema: answers(number) }, async () => calculateTax(50));
server.post('/api/orders/0', { schema: { body: order, ...answers(invoice) } }, async (request) => invoiceOf(request.body));
server.post('/api/quotes', { schema: { body: inquiry, ...answers(quote) } }, async (request) => quoteOf(request.body));
server.post(
  '/api/accounts',
  { schema: { body: account, response: { 201: object({ email: string, name: string }), 400: rejection } } },
  async (request, reply) => {
    reply.code(201);
    return { email: request.body.email, name: request.body.name };
  },
);
for (let i = 0; i < routes; i++) {
  server.get(`/n${i}/items/:id`, { schema: answers(object({ route: integer, item: string })) }, async (request) => ({
    route: i,
    item: request.params.id,
  }));
}

await server.listen({ port, host: '127.0.0.1' });
