// Testcontainers for Go: go get github.com/testcontainers/testcontainers-go, and of github.com/aws/aws-sdk-go-v2 the modules
// aws, credentials and service/ec2. IMAGE names the image of Twinstance. Where Testcontainers' own container that cleans up
// cannot run, as in some CI, set TESTCONTAINERS_RYUK_DISABLED=true.

package twinstance_test

import (
	"cmp"
	"os"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/ec2"
	"github.com/aws/aws-sdk-go-v2/service/ec2/types"
	"github.com/testcontainers/testcontainers-go"
	"github.com/testcontainers/testcontainers-go/wait"
)

func TestCreditsAreSwitched(t *testing.T) {
	ctx := t.Context()
	container, err := testcontainers.Run(ctx, cmp.Or(os.Getenv("IMAGE"), "twinstance"),
		testcontainers.WithEnv(map[string]string{"TWINSTANCE_DEMO": "true"}),
		testcontainers.WithExposedPorts("4780/tcp"),
		testcontainers.WithWaitStrategy(wait.ForHealthCheck()))
	testcontainers.CleanupContainer(t, container)
	if err != nil {
		t.Fatal(err)
	}
	url, err := container.PortEndpoint(ctx, "4780/tcp", "http")
	if err != nil {
		t.Fatal(err)
	}
	client := ec2.New(ec2.Options{
		BaseEndpoint: aws.String(url),
		Region:       "us-east-1",
		Credentials:  credentials.NewStaticCredentialsProvider("test", "test", ""),
	})
	instance := "i-1234567890abcdef0"
	_, err = client.ModifyInstanceCreditSpecification(ctx, &ec2.ModifyInstanceCreditSpecificationInput{
		InstanceCreditSpecifications: []types.InstanceCreditSpecificationRequest{
			{InstanceId: &instance, CpuCredits: aws.String("unlimited")},
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	told, err := client.DescribeInstanceCreditSpecifications(ctx, &ec2.DescribeInstanceCreditSpecificationsInput{
		InstanceIds: []string{instance},
	})
	if err != nil {
		t.Fatal(err)
	}
	if credits := *told.InstanceCreditSpecifications[0].CpuCredits; credits != "unlimited" {
		t.Errorf("the instance has %s credits", credits)
	}
}
