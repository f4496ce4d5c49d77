"""Type tokens: old and new names of one thing, and the words for it in messages.

Source of the old names: the `Alias(type_=...)` entries of pulumi_aws 7.51.1, and its modules that repeat another.
"""

from typing import Final

# Whole modules that were renamed or exist twice.
_MODULES: Final = {
    "aws:alb/": "aws:lb/",
    "aws:applicationloadbalancing/": "aws:lb/",
    "aws:elasticloadbalancingv2/": "aws:lb/",
    "aws:elasticloadbalancing/": "aws:elb/",
}
# S3 went to names with V2 and, with version 7, back.
_V2: Final = "V2"

_NOUNS: Final = {
    "aws:acm/certificate:Certificate": "certificate",
    "aws:appautoscaling/policy:Policy": "scaling policy",
    "aws:appautoscaling/scheduledAction:ScheduledAction": "scheduled action",
    "aws:appautoscaling/target:Target": "scaling target",
    "aws:budgets/budget:Budget": "budget",
    "aws:cloudfront/cachePolicy:CachePolicy": "cache policy",
    "aws:cloudfront/distribution:Distribution": "distribution",
    "aws:cloudfront/originAccessControl:OriginAccessControl": "origin access control",
    "aws:cloudfront/originRequestPolicy:OriginRequestPolicy": "origin request policy",
    "aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy": "response headers policy",
    "aws:cloudfront/vpcOrigin:VpcOrigin": "VPC origin",
    "aws:cloudwatch/compositeAlarm:CompositeAlarm": "composite alarm",
    "aws:cloudwatch/logGroup:LogGroup": "log group",
    "aws:cloudwatch/metricAlarm:MetricAlarm": "alarm",
    "aws:dynamodb/table:Table": "table",
    "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": "default security group",
    "aws:ec2/flowLog:FlowLog": "flow log",
    "aws:ec2/natGateway:NatGateway": "NAT gateway",
    "aws:ec2/routeTable:RouteTable": "route table",
    "aws:ec2/securityGroup:SecurityGroup": "security group",
    "aws:ec2/securityGroupRule:SecurityGroupRule": "security group rule",
    "aws:ec2/subnet:Subnet": "subnet",
    "aws:ec2/vpc:Vpc": "VPC",
    "aws:ec2/vpcEndpoint:VpcEndpoint": "VPC endpoint",
    "aws:ecr/repository:Repository": "repository",
    "aws:ecs/capacityProvider:CapacityProvider": "capacity provider",
    "aws:ecs/cluster:Cluster": "cluster",
    "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders": "capacity providers",
    "aws:ecs/service:Service": "service",
    "aws:ecs/taskDefinition:TaskDefinition": "task definition",
    "aws:elasticache/cluster:Cluster": "cache cluster",
    "aws:elasticache/parameterGroup:ParameterGroup": "cache parameter group",
    "aws:elasticache/replicationGroup:ReplicationGroup": "replication group",
    "aws:elasticache/serverlessCache:ServerlessCache": "serverless cache",
    "aws:elasticache/subnetGroup:SubnetGroup": "cache subnet group",
    "aws:elasticache/user:User": "cache user",
    "aws:iam/policy:Policy": "policy",
    "aws:iam/role:Role": "role",
    "aws:iam/rolePolicy:RolePolicy": "role policy",
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment": "policy attachment",
    "aws:kms/alias:Alias": "key alias",
    "aws:kms/key:Key": "key",
    "aws:kms/keyPolicy:KeyPolicy": "key policy",
    "aws:lambda/eventSourceMapping:EventSourceMapping": "event source mapping",
    "aws:lambda/function:Function": "function",
    "aws:lambda/functionUrl:FunctionUrl": "function URL",
    "aws:lambda/permission:Permission": "function permission",
    "aws:lb/listener:Listener": "listener",
    "aws:lb/listenerRule:ListenerRule": "listener rule",
    "aws:lb/loadBalancer:LoadBalancer": "load balancer",
    "aws:lb/targetGroup:TargetGroup": "target group",
    "aws:rds/cluster:Cluster": "database cluster",
    "aws:rds/clusterInstance:ClusterInstance": "database instance",
    "aws:rds/clusterParameterGroup:ClusterParameterGroup": "cluster parameter group",
    "aws:rds/instance:Instance": "database instance",
    "aws:rds/proxy:Proxy": "database proxy",
    "aws:rds/subnetGroup:SubnetGroup": "database subnet group",
    "aws:route53/healthCheck:HealthCheck": "health check",
    "aws:route53/record:Record": "record",
    "aws:route53/zone:Zone": "hosted zone",
    "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock": "public access block",
    "aws:s3/bucket:Bucket": "bucket",
    "aws:s3/bucketAcl:BucketAcl": "bucket ACL",
    "aws:s3/bucketPolicy:BucketPolicy": "bucket policy",
    "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": "public access block",
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": "bucket encryption",
    "aws:secretsmanager/secret:Secret": "secret",
    "aws:secretsmanager/secretPolicy:SecretPolicy": "secret policy",
    "aws:secretsmanager/secretRotation:SecretRotation": "secret rotation",
    "aws:sns/topic:Topic": "topic",
    "aws:sns/topicPolicy:TopicPolicy": "topic policy",
    "aws:sns/topicSubscription:TopicSubscription": "subscription",
    "aws:sqs/queue:Queue": "queue",
    "aws:sqs/queuePolicy:QueuePolicy": "queue policy",
    "aws:sqs/redrivePolicy:RedrivePolicy": "redrive policy",
    "aws:ssm/parameter:Parameter": "parameter",
    "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": "egress rule",
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": "ingress rule",
    "aws:wafv2/webAcl:WebAcl": "web ACL",
    "aws:wafv2/webAclAssociation:WebAclAssociation": "web ACL association",
    "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration": "web ACL logging",
    "aws:xray/samplingRule:SamplingRule": "sampling rule",
}


def present(token: str) -> str:
    """The name that a type has in pulumi_aws today."""
    for old, new in _MODULES.items():
        if token.startswith(old):
            return new + token.removeprefix(old)
    if token.startswith("aws:s3/") and token.endswith(_V2):
        module, _, kind = token.rpartition(":")
        return f"{module.removesuffix(_V2)}:{kind.removesuffix(_V2)}"
    return token


def noun(token: str) -> str:
    """The field's word for a type, such as "queue"."""
    return _NOUNS.get(token, token)
