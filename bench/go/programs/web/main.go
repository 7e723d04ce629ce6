// A function on AWS Lambda's custom runtime: an HTTP API with a router, tokens, YAML and a client of HTTP/2.
package main

import (
	"context"
	"crypto/tls"
	"fmt"
	"net/http"
	"os"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/gin-gonic/gin"
	"github.com/golang-jwt/jwt/v4"
	"golang.org/x/net/html"
	"golang.org/x/text/language"
	"gopkg.in/yaml.v2"
)

type settings struct {
	Key   string `yaml:"key"`
	Table string `yaml:"table"`
}

func handle(_ context.Context, event events.APIGatewayProxyRequest) (events.APIGatewayProxyResponse, error) {
	var read settings
	if err := yaml.Unmarshal([]byte(event.Body), &read); err != nil {
		return events.APIGatewayProxyResponse{StatusCode: 400}, nil
	}
	token, err := jwt.Parse(event.Headers["authorization"], func(*jwt.Token) (any, error) { return []byte(read.Key), nil })
	if err != nil || !token.Valid {
		return events.APIGatewayProxyResponse{StatusCode: 401}, nil
	}
	tags, _, _ := language.ParseAcceptLanguage(event.Headers["accept-language"])
	return events.APIGatewayProxyResponse{StatusCode: 200, Body: fmt.Sprint(tags)}, nil
}

func serve() {
	router := gin.Default()
	router.GET("/title", func(c *gin.Context) {
		response, err := (&http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{}}}).Get(c.Query("url"))
		if err != nil {
			c.Status(502)
			return
		}
		defer response.Body.Close()
		if _, err := html.Parse(response.Body); err != nil {
			c.Status(500)
		}
	})
	_ = router.Run()
}

func main() {
	if os.Getenv("SERVE") != "" {
		serve()
	}
	lambda.Start(handle)
}
