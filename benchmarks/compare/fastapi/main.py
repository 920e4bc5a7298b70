"""The compared routes with FastAPI and Pydantic. ROUTES in the environment is the number of further routes."""

import os
from typing import Annotated

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, EmailStr, Field


class Message(BaseModel):
    message: str


class User(BaseModel):
    id: str
    name: str


class Item(BaseModel):
    price: float
    qty: int


class Order(BaseModel):
    id: int
    customer: str
    region: str
    express: bool
    items: list[Item]


class Invoice(BaseModel):
    id: int
    customer: str
    items: int
    subtotal: float
    discount: float
    tax: float
    shipping: int
    total: float


class Inquiry(BaseModel):
    customer: str
    country: str
    tier: str
    coupon: str
    quantity: int
    unit_price: float
    weight: float
    express: bool


class Quote(BaseModel):
    customer: str
    net: float
    discount: float
    shipping: float
    insurance: float
    tax: float
    gross: float
    points: int
    due: float
    first: float
    rest: float
    state: str


class Account(BaseModel):
    email: EmailStr
    name: Annotated[str, Field(min_length=2)]
    age: Annotated[int, Field(ge=18)]
    tags: Annotated[list[str], Field(max_length=5)] = []


class Registered(BaseModel):
    email: str
    name: str


class NumberedItem(BaseModel):
    route: int
    item: str


app = FastAPI(openapi_url=None)


@app.exception_handler(RequestValidationError)
async def rejected(request: Request, error: RequestValidationError) -> JSONResponse:
    errors = [{"field": ".".join(str(part) for part in found["loc"][1:]), "message": found["msg"]} for found in error.errors()]
    return JSONResponse({"message": "Validation failed", "errors": errors}, status_code=400)


@app.get("/api/hello")
async def hello() -> Message:
    return Message(message="Hello, World!")


@app.get("/api/users/{id}")
async def user(id: str) -> User:
    return User(id=id, name=f"User {id}")


def calculate_tax(price: float) -> float:
    return price + 10


@app.post("/api/checkout/0")
async def checkout() -> float:
    return calculate_tax(50)


@app.post("/api/orders/0")
async def orders(order: Order) -> Invoice:
    subtotal = 0.0
    discount = 0.0
    count = 0
    for item in order.items:
        line = item.price * item.qty
        if item.qty >= 10:
            discount += line * 0.05
        subtotal += line
        count += item.qty
    rate = {"EU": 0.2, "US": 0.07}.get(order.region, 0.1)
    shipping = 9
    if subtotal > 100:
        shipping = 15 if order.express else 0
    tax = (subtotal - discount) * rate
    total = subtotal - discount + tax + shipping
    return Invoice(
        id=order.id,
        customer=order.customer,
        items=count,
        subtotal=subtotal,
        discount=discount,
        tax=tax,
        shipping=shipping,
        total=total,
    )


@app.post("/api/quotes")
async def quotes(body: Inquiry) -> Quote:
    net = body.quantity * body.unit_price
    rebate = 0.0
    if body.quantity >= 10:
        rebate += 0.05
    if body.quantity >= 100:
        rebate += 0.05
    if body.tier == "gold":
        rebate += 0.03
    if body.coupon == "SPRING":
        rebate += 0.02
    if rebate > 0.15:
        rebate = 0.15
    discount = net * rebate
    goods = net - discount
    vat = 0.2
    if body.country == "DE":
        vat = 0.19
    if body.country == "US":
        vat = 0.0
    base = 4.5
    weight = body.weight * body.quantity
    if weight > 20:
        base += 6
    if weight > 100:
        base += 20
    shipping = base + weight * 0.1
    if body.express:
        shipping *= 2
    if goods > 500:
        shipping = 0.0
    insurance = goods * 0.01
    if insurance < 2.5:
        insurance = 2.5
    handling = 1.5
    if body.quantity > 50:
        handling += 5
    taxable = goods + shipping + insurance + handling
    tax = taxable * vat
    gross = taxable + tax
    points = 0
    if body.tier == "gold":
        points = body.quantity * 3
    if body.tier == "silver":
        points = body.quantity * 2
    if gross > 200:
        points += 25
    fee = 0.0
    if gross < 50:
        fee = 3.0
    due = gross + fee
    rate = 1.0
    if body.country == "US":
        rate = 1.1
    local = due * rate
    first = local / 4
    rest = local - first
    state = "open"
    if local > 1000:
        state = "review"
    return Quote(
        customer=body.customer,
        net=net,
        discount=discount,
        shipping=shipping,
        insurance=insurance,
        tax=tax,
        gross=gross,
        points=points,
        due=due,
        first=first,
        rest=rest,
        state=state,
    )


@app.post("/api/accounts", status_code=201)
async def register(account: Account) -> Registered:
    return Registered(email=account.email, name=account.name)


def add_route(number: int) -> None:
    @app.get(f"/n{number}/items/{{id}}")
    async def item(id: str) -> NumberedItem:
        return NumberedItem(route=number, item=id)


for number in range(int(os.environ.get("ROUTES", "1"))):
    add_route(number)
