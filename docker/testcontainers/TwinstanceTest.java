// Testcontainers for Java: org.testcontainers:testcontainers:1.21.3, software.amazon.awssdk:ec2, org.junit.jupiter:junit-jupiter.
// IMAGE names the image of Twinstance. Where Testcontainers' own container that cleans up cannot run, as in some CI, set
// TESTCONTAINERS_RYUK_DISABLED=true.

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;

class TwinstanceTest {
    static final String INSTANCE = "i-1234567890abcdef0";

    @Test
    void creditsAreSwitched() {
        var image = DockerImageName.parse(System.getenv().getOrDefault("IMAGE", "twinstance"));
        try (var container = new GenericContainer<>(image)
                .withEnv("TWINSTANCE_DEMO", "true")
                .withExposedPorts(4780)
                .waitingFor(Wait.forHealthcheck())) {
            container.start();
            var url = "http://" + container.getHost() + ":" + container.getMappedPort(4780);
            var keys = StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));
            try (var ec2 = Ec2Client.builder()
                    .endpointOverride(URI.create(url))
                    .region(Region.US_EAST_1)
                    .credentialsProvider(keys)
                    .build()) {
                ec2.modifyInstanceCreditSpecification(request -> request.instanceCreditSpecifications(
                        wish -> wish.instanceId(INSTANCE).cpuCredits("unlimited")));
                var told = ec2.describeInstanceCreditSpecifications(request -> request.instanceIds(INSTANCE));
                assertEquals("unlimited", told.instanceCreditSpecifications().get(0).cpuCredits());
            }
        }
    }
}
