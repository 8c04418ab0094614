# The same in the environment: . configuration/environment.sh
export PROVIDER_VARIABLE_ENDPOINT=https://api.example.com/answers
export PROVIDER_VARIABLE_API_KEY=put-the-key-here
