/// Training without labels, and a head on the embedding, from F#.
module Samples.FromFSharp

open System.IO
open Microsoft.ML
open MsMclr.MLNet

// F# sees the extension methods, but not the extension properties of C# 14. These lines make the properties F#'s own.
type MLContext with
    member context.SelfSupervised = SelfSupervisedExtensions.SelfSupervised context

type SelfSupervisedCatalog with
    member catalog.Trainers = SelfSupervisedTrainersExtensions.Trainers catalog

type TransformsCatalog with
    member catalog.Skeleton = SkeletonTransformsExtensions.Skeleton catalog

let Run (output: TextWriter) =
    let ml = MLContext(seed = 1)
    let clips = ml.Data.LoadSyntheticSkeletons(SyntheticSkeletons.Options(Subjects = 2, Repetitions = 1, Cameras = 1))
    let prepare = ml.Transforms.Skeleton.Prepare(SkeletonPreparationEstimator.Options(Frames = 16))
    let prepared = prepare.Fit(clips).Transform(clips)

    let recipe = MsMclrRecipe(HiddenChannels = 4, FeatureSize = 16, ProjectionSize = 8)
    let trainer = ml.SelfSupervised.Trainers.MsMclr(MsMclrTrainer.Options(Epochs = 1, Recipe = recipe))
    use encoder = trainer.Fit prepared
    let embedded = ml.Data.Cache(encoder.Transform prepared, "Features", "Label")
    output.WriteLine $"""embedding: {embedded.Schema["Features"].Type}"""

    let head = ml.MulticlassClassification.Trainers.Ridge()
    let metrics = ml.MulticlassClassification.Evaluate(head.Fit(embedded).Transform embedded)
    output.WriteLine $"a ridge head on {metrics.ConfusionMatrix.NumberOfClasses} actions"

// Output:
// embedding: Vector<Single, 640>
// a ridge head on 20 actions
