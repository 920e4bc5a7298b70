// The compared routes with Gin in release mode. Arguments: the port, the number of further routes.
package main

import (
	"errors"
	"fmt"
	"net/http"
	"os"
	"reflect"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"
	"github.com/gin-gonic/gin/binding"
	"github.com/go-playground/validator/v10"
)

type item struct {
	Price float64 `json:"price"`
	Qty   int64   `json:"qty"`
}

type order struct {
	ID       int64  `json:"id"`
	Customer string `json:"customer"`
	Region   string `json:"region"`
	Express  bool   `json:"express"`
	Items    []item `json:"items"`
}

type invoice struct {
	ID       int64   `json:"id"`
	Customer string  `json:"customer"`
	Items    int64   `json:"items"`
	Subtotal float64 `json:"subtotal"`
	Discount float64 `json:"discount"`
	Tax      float64 `json:"tax"`
	Shipping int64   `json:"shipping"`
	Total    float64 `json:"total"`
}

type inquiry struct {
	Customer  string  `json:"customer"`
	Country   string  `json:"country"`
	Tier      string  `json:"tier"`
	Coupon    string  `json:"coupon"`
	Quantity  int64   `json:"quantity"`
	UnitPrice float64 `json:"unit_price"`
	Weight    float64 `json:"weight"`
	Express   bool    `json:"express"`
}

type quote struct {
	Customer  string  `json:"customer"`
	Net       float64 `json:"net"`
	Discount  float64 `json:"discount"`
	Shipping  float64 `json:"shipping"`
	Insurance float64 `json:"insurance"`
	Tax       float64 `json:"tax"`
	Gross     float64 `json:"gross"`
	Points    int64   `json:"points"`
	Due       float64 `json:"due"`
	First     float64 `json:"first"`
	Rest      float64 `json:"rest"`
	State     string  `json:"state"`
}

type account struct {
	Email string   `json:"email" binding:"required,email"`
	Name  string   `json:"name" binding:"required,min=2"`
	Age   int      `json:"age" binding:"required,min=18"`
	Tags  []string `json:"tags" binding:"max=5"`
}

type problem struct {
	Field   string `json:"field"`
	Message string `json:"message"`
}

type message struct {
	Message string `json:"message"`
}

type user struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

type registered struct {
	Email string `json:"email"`
	Name  string `json:"name"`
}

type rejection struct {
	Message string    `json:"message"`
	Errors  []problem `json:"errors"`
}

type numberedItem struct {
	Route int    `json:"route"`
	Item  string `json:"item"`
}

func main() {
	gin.SetMode(gin.ReleaseMode)
	validation := binding.Validator.Engine().(*validator.Validate)
	validation.RegisterTagNameFunc(func(field reflect.StructField) string {
		return strings.Split(field.Tag.Get("json"), ",")[0]
	})
	routes, _ := strconv.Atoi(os.Args[2])
	if err := engine(routes).Run("127.0.0.1:" + os.Args[1]); err != nil {
		panic(err)
	}
}

func engine(routes int) *gin.Engine {
	r := gin.New()
	r.Use(gin.Recovery())
	r.GET("/api/hello", func(c *gin.Context) {
		c.JSON(http.StatusOK, message{"Hello, World!"})
	})
	r.GET("/api/users/:id", func(c *gin.Context) {
		id := c.Param("id")
		c.JSON(http.StatusOK, user{id, "User " + id})
	})
	r.POST("/api/checkout/0", func(c *gin.Context) {
		c.JSON(http.StatusOK, calculateTax(50))
	})
	r.POST("/api/orders/0", withBody(func(o order) any { return o.invoice() }))
	r.POST("/api/quotes", withBody(func(i inquiry) any { return i.quote() }))
	r.POST("/api/accounts", register)
	for i := range routes {
		r.GET(fmt.Sprintf("/n%d/items/:id", i), func(c *gin.Context) {
			c.JSON(http.StatusOK, numberedItem{i, c.Param("id")})
		})
	}
	return r
}

func withBody[T any](logic func(T) any) gin.HandlerFunc {
	return func(c *gin.Context) {
		var body T
		if err := c.ShouldBindJSON(&body); err != nil {
			c.JSON(http.StatusBadRequest, message{err.Error()})
			return
		}
		c.JSON(http.StatusOK, logic(body))
	}
}

func register(c *gin.Context) {
	var body account
	err := c.ShouldBindJSON(&body)
	var found validator.ValidationErrors
	switch {
	case errors.As(err, &found):
		problems := make([]problem, 0, len(found))
		for _, f := range found {
			problems = append(problems, problem{f.Field(), f.Error()})
		}
		c.JSON(http.StatusBadRequest, rejection{"Validation failed", problems})
	case err != nil:
		c.JSON(http.StatusBadRequest, message{err.Error()})
	default:
		c.JSON(http.StatusCreated, registered{body.Email, body.Name})
	}
}

func calculateTax(price float64) float64 {
	return price + 10
}

func (o order) invoice() invoice {
	var subtotal, discount float64
	var count int64
	for _, item := range o.Items {
		line := item.Price * float64(item.Qty)
		if item.Qty >= 10 {
			discount += line * 0.05
		}
		subtotal += line
		count += item.Qty
	}
	rate := 0.1
	switch o.Region {
	case "EU":
		rate = 0.2
	case "US":
		rate = 0.07
	}
	shipping := int64(9)
	if subtotal > 100 {
		if o.Express {
			shipping = 15
		} else {
			shipping = 0
		}
	}
	tax := (subtotal - discount) * rate
	total := subtotal - discount + tax + float64(shipping)
	return invoice{o.ID, o.Customer, count, subtotal, discount, tax, shipping, total}
}

func (i inquiry) quote() quote {
	net := float64(i.Quantity) * i.UnitPrice
	rebate := 0.0
	if i.Quantity >= 10 {
		rebate += 0.05
	}
	if i.Quantity >= 100 {
		rebate += 0.05
	}
	if i.Tier == "gold" {
		rebate += 0.03
	}
	if i.Coupon == "SPRING" {
		rebate += 0.02
	}
	if rebate > 0.15 {
		rebate = 0.15
	}
	discount := net * rebate
	goods := net - discount
	vat := 0.2
	if i.Country == "DE" {
		vat = 0.19
	}
	if i.Country == "US" {
		vat = 0
	}
	base := 4.5
	weight := i.Weight * float64(i.Quantity)
	if weight > 20 {
		base += 6
	}
	if weight > 100 {
		base += 20
	}
	shipping := base + weight*0.1
	if i.Express {
		shipping *= 2
	}
	if goods > 500 {
		shipping = 0
	}
	insurance := goods * 0.01
	if insurance < 2.5 {
		insurance = 2.5
	}
	handling := 1.5
	if i.Quantity > 50 {
		handling += 5
	}
	taxable := goods + shipping + insurance + handling
	tax := taxable * vat
	gross := taxable + tax
	points := int64(0)
	if i.Tier == "gold" {
		points = i.Quantity * 3
	}
	if i.Tier == "silver" {
		points = i.Quantity * 2
	}
	if gross > 200 {
		points += 25
	}
	fee := 0.0
	if gross < 50 {
		fee = 3
	}
	due := gross + fee
	rate := 1.0
	if i.Country == "US" {
		rate = 1.1
	}
	local := due * rate
	first := local / 4
	rest := local - first
	state := "open"
	if local > 1000 {
		state = "review"
	}
	return quote{i.Customer, net, discount, shipping, insurance, tax, gross, points, due, first, rest, state}
}
